import { useStore } from '@nanostores/preact';
import { Play } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SourceLine } from '../../trace/events.ts';
import { EditorSwitch } from '../workbench/EditorSwitch.tsx';
import { TraceView } from '../workbench/TraceView.tsx';
import { describeState } from '../workbench/words.ts';
import type { Playground } from './playground.ts';
import { useCodeEditor } from './use-code-editor.ts';

interface Props {
  readonly playground: Playground;
}

/** In the order in which somebody reads them; what is not of the stack itself is left out. */
const order = ['stack/layers.py', 'stack/views.py', 'bookshop/urls.py', 'bookshop/settings.py'];

/** The stack as Python, to read and to change; what is changed runs on real Django. */
export function CodeView({ playground }: Props) {
  const written = useStore(playground.$written);
  const edits = useStore(playground.$edits);
  const code = useStore(playground.$code);
  const sandbox = describeState(useStore(playground.sandboxes.state('django')));
  const templates = Object.keys(written).filter((path) => path.startsWith('stack/templates/stack/'));
  const paths = [...order.filter((path) => written[path] !== undefined), ...templates];
  const [chosen, setChosen] = useState('');
  const open = paths.includes(chosen) ? chosen : (paths[0] ?? '');
  const [reveal, setReveal] = useState<SourceLine | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const revision = useStore(playground.$revision);
  const project = {
    // Another text that no editor typed is another project to it.
    id: `playground-${revision}`,
    files: paths.map((path) => ({ path, text: edits[path] ?? written[path] ?? '', editable: true })),
    surroundings: {},
  };
  const broken = code.kind === 'broken' ? code : null;
  const marks = useMemo(
    () => (broken?.at ? [{ path: broken.at.file, line: broken.at.line, message: broken.reason }] : []),
    [broken],
  );
  const { kind, adapter } = useCodeEditor(host, {
    project,
    path: open,
    marks,
    events: { onEdit: playground.edit, onCheck: () => void playground.runCode() },
  });

  useEffect(() => {
    if (reveal === null || adapter === null) return;
    if (reveal.file !== open) return setChosen(reveal.file);
    adapter.reveal(reveal.line);
    setReveal(null);
  }, [reveal, adapter, open]);

  const place = (at: SourceLine) => {
    const name = `${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line}`;
    const full = `${at.file}, line ${at.line}`;
    return paths.includes(at.file) ? (
      <button type="button" class="link place" aria-label={full} onClick={() => setReveal({ ...at })}>
        {name}
      </button>
    ) : (
      <span class="place" title={full}>
        {name}
      </span>
    );
  };

  function move(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = paths[(paths.indexOf(open) + step + paths.length) % paths.length] ?? open;
    setChosen(next);
    const tabs = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]');
    tabs[paths.indexOf(next)]?.focus();
  }

  if (paths.length === 0) return <p class="aside">The Python is written once the stack can be played.</p>;
  return (
    <div class="code-view">
      <div class="file-bar">
        <div class="file-tabs" role="tablist" aria-label="Files" onKeyDown={move}>
          {paths.map((path) => (
            <button
              type="button"
              role="tab"
              key={path}
              id={path === open ? 'open-file' : undefined}
              aria-selected={path === open}
              aria-controls="code-editor"
              tabIndex={path === open ? 0 : -1}
              onClick={() => setChosen(path)}
            >
              {path}
              {edits[path] !== undefined && (
                <span class="edited">
                  <span class="visually-hidden">, edited</span>
                </span>
              )}
            </button>
          ))}
        </div>
        <EditorSwitch kind={kind} />
      </div>
      <div class="editor" role="tabpanel" id="code-editor" aria-labelledby="open-file">
        <div ref={host} class="editor-host" />
      </div>
      <div class="code-run">
        <button
          type="button"
          class="button primary"
          aria-disabled={code.kind === 'running'}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => void playground.runCode()}
        >
          <Play size={14} aria-hidden="true" fill="currentColor" />
          {code.kind === 'running' ? 'Running' : 'Run on real Django'}
        </button>
        <p role="status">{code.kind === 'running' && sandbox.text}</p>
      </div>
      {broken && (
        <div class="notice bad" role="alert">
          <p>{broken.reason}</p>
          {broken.at && place(broken.at)}
        </div>
      )}
      {code.kind === 'answered' && (
        <div class={code.stale ? 'stale' : undefined}>
          {code.stale && <p class="aside">You have changed something since. Run it again.</p>}
          <TraceView exchange={code.exchange} place={place} />
        </div>
      )}
    </div>
  );
}
