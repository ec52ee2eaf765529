import { useStore } from '@nanostores/preact';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EditorAdapter, EditorEvents, EditorProject } from '../editor/adapter.ts';
import { type EditorKind, editorFor } from '../editor/choice.ts';
import { loadMonacoEditor } from '../editor/load-monaco.ts';
import { createPlainEditor } from '../editor/plain.ts';
import { $editor } from '../editor/preference.ts';
import { isDark, onDarkChange } from '../site/theme.ts';
import type { Mark } from '../workbench/results.ts';

interface Shown {
  readonly project: EditorProject;
  readonly path: string;
  readonly marks: readonly Mark[];
  readonly events: EditorEvents;
}

/** Brings the editor that suits the device into `host`, and keeps it in step with what is shown. */
export function useCodeEditor(host: RefObject<HTMLElement>, { project, path, marks, events }: Shown) {
  const preference = useStore($editor);
  const [kind, setKind] = useState<EditorKind | null>(null);
  const [adapter, setAdapter] = useState<EditorAdapter | null>(null);
  const latest = useRef(events);
  latest.current = events;

  useEffect(() => {
    const device = {
      coarse: matchMedia('(pointer: coarse)').matches,
      narrow: matchMedia('(max-width: 40rem)').matches,
    };
    setKind(editorFor(preference, device));
  }, [preference]);

  useEffect(() => {
    const element = host.current;
    if (kind === null || element === null) return;
    let made: EditorAdapter | null = null;
    let gone = false;
    const forwarded: EditorEvents = {
      onEdit: (edited, text) => latest.current.onEdit(edited, text),
      onCheck: () => latest.current.onCheck(),
    };
    const make = async (): Promise<EditorAdapter> => {
      if (kind === 'plain') return createPlainEditor(element, forwarded);
      const { createMonacoEditor } = await loadMonacoEditor();
      return createMonacoEditor(element, forwarded);
    };
    make().then(
      (editor) => {
        if (gone) return editor.dispose();
        made = editor;
        setAdapter(editor);
      },
      // Without Monaco there is still an editor.
      () => !gone && setKind('plain'),
    );
    return () => {
      gone = true;
      made?.dispose();
      setAdapter(null);
    };
  }, [host, kind]);

  // Typing changes the project's texts too, and the editor has them already: only another file is shown anew.
  const current = useRef(project);
  current.current = project;
  useEffect(() => adapter?.show(current.current, path), [adapter, project.id, path]);
  useEffect(() => adapter?.mark(marks), [adapter, marks, path]);
  useEffect(() => {
    if (adapter === null) return;
    adapter.setDark(isDark());
    return onDarkChange((dark) => adapter.setDark(dark));
  }, [adapter]);

  return { kind, adapter };
}
