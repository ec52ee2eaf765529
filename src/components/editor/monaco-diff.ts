import { editor } from 'monaco-editor/editor';
import { commonOptions, newModel, setMonacoTheme } from './monaco-parts.ts';

export interface DiffView {
  show(path: string, mine: string, theirs: string): void;
  dispose(): void;
}

/** Two texts side by side, or inline where `host` is too narrow for that. */
export function createMonacoDiff(host: HTMLElement, dark: boolean): DiffView {
  setMonacoTheme(dark);
  const widget = editor.createDiffEditor(host, {
    ...commonOptions,
    readOnly: true,
    originalEditable: false,
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 720,
    renderOverviewRuler: false,
    renderGutterMenu: false,
    renderMarginRevertIcon: false,
    // The two stand outside of their project: what the type checker says of them means nothing.
    renderValidationDecorations: 'off',
    tabFocusMode: true,
  });
  widget.getOriginalEditor().updateOptions({ ariaLabel: 'Your file' });
  widget.getModifiedEditor().updateOptions({ ariaLabel: 'The reference solution' });
  let models: readonly editor.ITextModel[] = [];
  const close = (): void => {
    widget.setModel(null);
    for (const model of models) model.dispose();
  };
  return {
    show(path, mine, theirs) {
      close();
      const original = newModel(mine, path);
      const modified = newModel(theirs, path);
      models = [original, modified];
      widget.setModel({ original, modified });
    },
    dispose() {
      close();
      widget.dispose();
    },
  };
}
