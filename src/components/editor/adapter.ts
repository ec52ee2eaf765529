/** The seam between the workbench and whatever lets people edit text. */
import type { Mark } from '../workbench/results.ts';

export interface EditorFile {
  readonly path: string;
  readonly text: string;
  readonly editable: boolean;
}

/** The files of one exercise. An editor keeps cursors and undo history of each project it has seen. */
export interface EditorProject {
  readonly id: string;
  readonly files: readonly EditorFile[];
  /** Other sources that the files import: never shown, for type checking only. */
  readonly surroundings: Readonly<Record<string, string>>;
}

export interface EditorEvents {
  onEdit(path: string, text: string): void;
  /** The learner pressed Ctrl+Enter or Cmd+Enter. */
  onCheck(): void;
}

export interface EditorAdapter {
  /** Shows a file of a project, whose files hold their present texts. */
  show(project: EditorProject, path: string): void;
  /** Puts a text in place of another, as one step that can be undone; fires no `onEdit`. */
  replace(path: string, text: string): void;
  mark(marks: readonly Mark[]): void;
  /** Puts the cursor on a line of the shown file, counted from 1, and the focus into the editor. */
  reveal(line: number): void;
  focus(): void;
  setDark(dark: boolean): void;
  dispose(): void;
}
