import { useStore } from '@nanostores/preact';
import { FolderTree } from 'lucide-preact';
import { atom } from 'nanostores';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attempt } from './attempt.ts';
import { EditorSwitch } from './EditorSwitch.tsx';
import { FileTabs } from './FileTabs.tsx';
import { OwnFiles } from './OwnFiles.tsx';
import { Placeholder } from './Placeholder.tsx';
import type { Session } from './session.ts';
import { useEditor } from './use-editor.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  readonly alive: boolean;
}

/** How wide the pane must be for a tree beside the editor that nobody asked for: in CSS pixels. */
const ROOM_FOR_TREE = 560;

const $automatic = atom<boolean | null>(null);

/** The files of the exercise and the editor; until one is wanted, the server's picture of it. */
export function EditorPane({ session, attempt, alive }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const open = useStore(attempt.$open);
  const { kind, ready, failure, want } = useEditor(host, session, attempt, alive);
  const { exercise } = attempt;
  const used = useStore(session.$bench);
  const bench = exercise.track === 'rebuild' ? used : null;
  const pane = useRef<HTMLDivElement>(null);
  const [roomy, setRoomy] = useState(false);
  useEffect(() => {
    if (bench !== null) setRoomy((pane.current?.clientWidth ?? 0) >= ROOM_FOR_TREE);
  }, [bench]);
  const tree = useStore(bench?.$tree ?? $automatic) ?? roomy;
  useStore(attempt.$visit);
  const texts = useStore(attempt.$texts, { ssr: 'initial' });
  const file = attempt.filesIn(texts).find(({ path }) => path === open) ?? exercise.shown[0];
  if (file === undefined) return null;

  return (
    <div class="editor-pane" ref={pane}>
      <div class="file-bar">
        {bench !== null && (
          <button
            type="button"
            class="button quiet tree-toggle"
            aria-label="Files of the project"
            aria-expanded={tree}
            title="Files of the project"
            onClick={() => bench.$tree.set(!tree)}
          >
            <FolderTree size={15} aria-hidden="true" />
          </button>
        )}
        <FileTabs attempt={attempt} alive={alive} />
        <OwnFiles session={session} attempt={attempt} alive={alive} bench={bench} onAdd={() => want(true)} />
        <EditorSwitch kind={kind} />
      </div>
      {failure !== null && <p class="notice bad">{failure}</p>}
      <div class="editor-area">
        {bench !== null && tree && (
          <bench.views.FileTree
            key={exercise.id}
            bench={bench}
            attempt={attempt}
            onRemove={session.removeFile}
          />
        )}
        <div
          class="editor"
          role="tabpanel"
          id="editor"
          aria-labelledby="open-file"
          onPointerEnter={() => want()}
          onFocusIn={() => {
            want();
            session.warm();
          }}
        >
          {!ready && <Placeholder attempt={attempt} file={file} alive={alive} onWant={() => want(true)} />}
          <div ref={host} class="editor-host" hidden={!ready} />
        </div>
      </div>
    </div>
  );
}
