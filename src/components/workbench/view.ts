import type { Exercise, ShownFile } from '../../course/catalog.ts';

/** A shown file, with its start highlighted by Shiki: what stands in the editor's place until an editor is wanted. */
export interface FileView extends ShownFile {
  readonly html: string;
}

/** What the workbench knows of an exercise. Plain data: it travels from the build to the browser. */
export interface ExerciseView
  extends Pick<Exercise, 'id' | 'url' | 'title' | 'task' | 'track' | 'minutes' | 'hints' | 'files'> {
  readonly shown: readonly FileView[];
  /** The paths of everything that a new file would be in the way of. */
  readonly taken: readonly string[];
}

export const trackNames = { django: 'Django', rebuild: 'Rebuild' } as const;
