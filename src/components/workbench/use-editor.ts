import { useStore } from '@nanostores/preact';
import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { EditorAdapter, EditorEvents, EditorProject } from '../editor/adapter.ts';
import { type EditorKind, editorFor } from '../editor/choice.ts';
import { loadMonacoEditor } from '../editor/load-monaco.ts';
import { createPlainEditor } from '../editor/plain.ts';
import { $editor } from '../editor/preference.ts';
import { isDark, onDarkChange } from '../site/theme.ts';
import type { Attempt } from './attempt.ts';
import { marksOf } from './results.ts';
import { loadBase } from './sandboxes.ts';
import type { Session } from './session.ts';

const loadFailure =
  'The code editor could not be loaded, so this is a plain one. Your text is safe; reload the page to try again.';

/** Brings an editor into `host` once it is wanted, and keeps it in step with the session. */
export function useEditor(host: RefObject<HTMLElement>, session: Session, attempt: Attempt, alive: boolean) {
  const preference = useStore($editor, { ssr: 'initial' });
  const [kind, setKind] = useState<EditorKind | null>(null);
  const [wanted, setWanted] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [adapter, setAdapter] = useState<EditorAdapter | null>(null);
  const [base, setBase] = useState<Readonly<Record<string, string>>>({});
  const takeFocus = useRef(false);
  const current = useRef(attempt);
  current.current = attempt;

  useEffect(() => {
    if (!alive) return;
    const device = {
      coarse: matchMedia('(pointer: coarse)').matches,
      narrow: matchMedia('(max-width: 40rem)').matches,
    };
    setKind(editorFor(preference, device));
    setFailure(null);
  }, [alive, preference]);

  // A draft on the screen wants its colours; the plain editor costs nothing.
  const touched = alive && Object.keys(attempt.$texts.get()).length > 0 && attempt.$touched.get();
  const due = alive && (wanted || touched || kind === 'plain');

  useEffect(() => {
    const element = host.current;
    if (kind === null || !due || element === null) return;
    let made: EditorAdapter | null = null;
    let gone = false;
    const events: EditorEvents = {
      onEdit(path, text) {
        current.current.edit(path, text);
        session.warm();
      },
      onCheck: () => void session.check(),
    };
    const make = async (): Promise<EditorAdapter> => {
      if (kind === 'plain') return createPlainEditor(element, events);
      const { createMonacoEditor } = await loadMonacoEditor();
      return createMonacoEditor(element, events);
    };
    make().then(
      (editor) => {
        if (gone) return editor.dispose();
        made = editor;
        setAdapter(editor);
      },
      () => {
        if (gone) return;
        setKind('plain');
        setFailure(loadFailure);
      },
    );
    return () => {
      gone = true;
      made?.dispose();
      setAdapter(null);
    };
  }, [host, session, kind, due]);

  // What the shown files import, for the type checker.
  useEffect(() => {
    if (kind !== 'code' || adapter === null || attempt.exercise.track !== 'rebuild') return;
    loadBase('rebuild').then(setBase, () => setBase({}));
  }, [kind, adapter, attempt]);

  const open = useStore(attempt.$open);
  const revision = useStore(attempt.$revision);
  const check = useStore(attempt.$check);
  const reveal = useStore(session.$reveal);

  // `revision` says that texts changed behind the editor's back.
  useEffect(() => {
    adapter?.show(projectOf(attempt, base), open);
    if (adapter !== null && takeFocus.current) {
      takeFocus.current = false;
      adapter.focus();
    }
  }, [adapter, attempt, open, revision, base]);

  useEffect(() => {
    adapter?.mark(marksOf(check.kind === 'judged' ? check.report : null));
  }, [adapter, check, attempt, open]);

  useEffect(() => {
    if (adapter === null) return;
    adapter.setDark(isDark());
    return onDarkChange((dark) => adapter.setDark(dark));
  }, [adapter]);

  useEffect(() => {
    if (reveal === null) return;
    if (adapter === null) return setWanted(true);
    if (reveal.path !== open) return attempt.$open.set(reveal.path);
    adapter.reveal(reveal.line);
    session.$reveal.set(null);
  }, [adapter, reveal, open, attempt, session]);

  const want = useCallback((focus = false) => {
    if (focus) takeFocus.current = true;
    setWanted(true);
  }, []);

  return { kind, ready: adapter !== null, failure, want };
}

function projectOf(attempt: Attempt, base: Readonly<Record<string, string>>): EditorProject {
  const texts = attempt.$texts.get();
  const { exercise } = attempt;
  return {
    id: exercise.id,
    files: attempt
      .filesIn(texts)
      .map(({ path, text, editable }) => ({ path, text: texts[path] ?? text, editable })),
    surroundings: { ...base, ...exercise.files },
  };
}
