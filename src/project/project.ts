import { strToU8, type Zippable, zipSync } from 'fflate';
import { HIDDEN_FOLDER } from '../sandbox/container/project-folder.ts';
import type { FileSet } from '../sandbox/protocol.ts';

/** What all exercises of the Rebuild track share: `/projects/rebuild.json`. */
export interface SharedParts {
  /** The track's base project, with its lock. */
  readonly base: FileSet;
  /** What the check is made of, by file name: it comes to lie in the hidden folder. */
  readonly helpers: FileSet;
}

/** What an exercise adds: `/projects/<module>/<exercise>.json`. */
export interface ExerciseParts {
  readonly title: string;
  readonly task: string;
  /** The hidden suite: JavaScript that imports its language from the files beside it. */
  readonly suite: string;
  /** What a learner starts from, `scenario.ts` included. */
  readonly files: FileSet;
}

/**
 * An exercise as a Node project of its own: `npm install` and `npm test` are all that it needs.
 * @param files the learner's, laid over the exercise's
 */
export function exerciseProject(shared: SharedParts, exercise: ExerciseParts, files: FileSet = {}): FileSet {
  return {
    ...shared.base,
    'README.md': readme(exercise, shared.base['README.md'] ?? ''),
    '.gitignore': 'node_modules/\n',
    ...exercise.files,
    ...files,
    // Last: a check is judged by these, whatever the learner's files are called.
    ...hidden({ ...shared.helpers, 'suite.test.js': exercise.suite }),
  };
}

/** The project that all exercises share, before one of them is laid over it. */
export function sharedProject({ base, helpers }: SharedParts): FileSet {
  return { ...base, ...hidden(helpers) };
}

/** By the path that a project has them at. @param files by name */
function hidden(files: FileSet): FileSet {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${HIDDEN_FOLDER}/${name}`, text]));
}

/**
 * The project as a zip archive with one folder in it, named after the exercise.
 * @param exercise its id, `02-order/compose-the-onion`
 */
export function zipProject(exercise: string, project: FileSet): Uint8Array {
  const folder = projectName(exercise);
  const entries: Zippable = {};
  for (const path of Object.keys(project).sort()) entries[`${folder}/${path}`] = strToU8(project[path] ?? '');
  return zipSync(entries, { level: 9 });
}

/** `02-order/compose-the-onion` → `compose-the-onion`. */
export function projectName(exercise: string): string {
  return exercise.slice(exercise.indexOf('/') + 1);
}

/** The exercise's own heading and task stand where the base project has its own heading. */
function readme({ title, task }: ExerciseParts, base: string): string {
  return `# ${title}\n\n${task}\n\n${base.replace(/^# .*\n+/, '')}`;
}
