import { useStore } from '@nanostores/preact';
import { useRef } from 'preact/hooks';
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

/** The files of the exercise and the editor; until one is wanted, the server's picture of it. */
export function EditorPane({ session, attempt, alive }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const open = useStore(attempt.$open);
  const { kind, ready, failure, want } = useEditor(host, session, attempt, alive);
  const { exercise } = attempt;
  const texts = useStore(attempt.$texts, { ssr: 'initial' });
  const file = attempt.filesIn(texts).find(({ path }) => path === open) ?? exercise.shown[0];
  if (file === undefined) return null;

  return (
    <div class="editor-pane">
      <div class="file-bar">
        <FileTabs attempt={attempt} alive={alive} />
        <OwnFiles session={session} attempt={attempt} alive={alive} onAdd={() => want(true)} />
        <EditorSwitch kind={kind} />
      </div>
      {failure !== null && <p class="notice bad">{failure}</p>}
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
  );
}
