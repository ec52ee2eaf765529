import { editor, type IDisposable, KeyCode, KeyMod, MarkerSeverity, Uri } from 'monaco-editor/editor';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import type { EditorAdapter, EditorEvents, EditorProject } from './adapter.ts';
import { languageOf } from './choice.ts';
import { commonOptions, newModel, setMonacoTheme } from './monaco-parts.ts';

const description =
  'Tab indents. To leave the editor press Escape, then Tab; or Control M to make Tab move the focus. ' +
  'Control Enter or Command Enter checks. Alt F1 shows help for screen readers.';

/** Escape belongs to whatever is open; only with nothing open does it set Tab free. */
const nothingOpen = [
  'suggestWidgetVisible',
  'findWidgetVisible',
  'inSnippetMode',
  'parameterHintsVisible',
  'markersNavigationVisible',
  'editorHasMultipleSelections',
  'accessibilityHelpWidgetVisible',
]
  .map((context) => `!${context}`)
  .join(' && ');

/** Monaco. Models outlive a switch of exercises, so cursors and undo history do too. */
export function createMonacoEditor(host: HTMLElement, events: EditorEvents): EditorAdapter {
  const widget = editor.create(host, {
    ...commonOptions,
    model: null,
    ariaLabel: 'Editor',
    accessibilitySupport: 'auto',
  });
  const models = new Map<string, editor.ITextModel>();
  const views = new Map<string, editor.ICodeEditorViewState>();
  const libraries = new Map<string, IDisposable>();
  let shown: { project: EditorProject; path: string } | null = null;
  /** True while a text changes by our own hand. */
  let replacing = false;
  const uriOf = (project: string, path: string) => Uri.file(`/${project}/${path}`);

  widget.onDidChangeModelContent(() => {
    if (!replacing && shown !== null) events.onEdit(shown.path, widget.getValue());
  });
  widget.addAction({
    id: 'inside-out.check',
    label: 'Check',
    keybindings: [KeyMod.CtrlCmd | KeyCode.Enter, KeyMod.WinCtrl | KeyCode.Enter],
    run: () => events.onCheck(),
  });
  widget.addAction({
    id: 'inside-out.leave',
    label: 'Let Tab leave the editor',
    keybindings: [KeyCode.Escape],
    precondition: nothingOpen,
    run: () => widget.updateOptions({ tabFocusMode: true }),
  });
  const trapAgain = (): void => widget.updateOptions({ tabFocusMode: false });
  widget.onKeyDown(({ keyCode }) => {
    if (![KeyCode.Escape, KeyCode.Tab, KeyCode.Shift].includes(keyCode)) trapAgain();
  });
  widget.onDidBlurEditorText(trapAgain);

  function setText(model: editor.ITextModel, text: string): void {
    if (model.getValue() === text) return;
    replacing = true;
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
    replacing = false;
  }

  /** A file that is gone would still be found by those that import it. */
  function forgetMissing(project: EditorProject): void {
    const paths = new Set(project.files.map(({ path }) => uriOf(project.id, path).path));
    for (const [key, model] of models) {
      if (!key.startsWith(uriOf(project.id, '').path) || paths.has(key)) continue;
      models.delete(key);
      views.delete(key);
      model.dispose();
    }
  }

  function openProject(project: EditorProject): void {
    forgetMissing(project);
    for (const { path, text } of project.files) {
      const uri = uriOf(project.id, path);
      const model = models.get(uri.path) ?? newModel(text, path, uri);
      models.set(uri.path, model);
      setText(model, text);
    }
    for (const [path, text] of Object.entries(project.surroundings)) {
      const uri = uriOf(project.id, path);
      if (languageOf(path) !== 'typescript' || models.has(uri.path) || libraries.has(uri.path)) continue;
      libraries.set(uri.path, typescriptDefaults.addExtraLib(text, uri.toString()));
    }
  }

  return {
    show(project, path) {
      const file = project.files.find((candidate) => candidate.path === path);
      if (file === undefined) return;
      if (shown !== null) {
        const view = widget.saveViewState();
        if (view !== null) views.set(uriOf(shown.project.id, shown.path).path, view);
      }
      openProject(project);
      shown = { project, path };
      const key = uriOf(project.id, path).path;
      widget.setModel(models.get(key) ?? null);
      const view = views.get(key);
      if (view !== undefined) widget.restoreViewState(view);
      widget.updateOptions({
        readOnly: !file.editable,
        readOnlyMessage: { value: 'This file is here to be read.' },
        ariaLabel: file.editable ? path : `${path}, read-only`,
      });
      host.querySelector('textarea, .native-edit-context')?.setAttribute('aria-description', description);
    },
    replace(path, text) {
      const model = shown && models.get(uriOf(shown.project.id, path).path);
      if (model) setText(model, text);
    },
    mark(marks) {
      for (const [key, model] of models) {
        const mine = marks.filter(({ path }) => shown !== null && uriOf(shown.project.id, path).path === key);
        editor.setModelMarkers(
          model,
          'check',
          mine.map(({ line, message }) => ({
            severity: MarkerSeverity.Error,
            message,
            startLineNumber: line,
            endLineNumber: line,
            startColumn: model.getLineFirstNonWhitespaceColumn(Math.min(line, model.getLineCount())) || 1,
            endColumn: model.getLineMaxColumn(Math.min(line, model.getLineCount())),
          })),
        );
      }
    },
    reveal(line) {
      widget.setPosition({
        lineNumber: line,
        column: widget.getModel()?.getLineFirstNonWhitespaceColumn(line) || 1,
      });
      widget.revealLineInCenter(line);
      widget.focus();
    },
    focus: () => widget.focus(),
    setDark: setMonacoTheme,
    dispose() {
      widget.dispose();
      for (const part of [...models.values(), ...libraries.values()]) part.dispose();
    },
  };
}
