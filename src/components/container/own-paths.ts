import { pathProblem } from '../../course/own-files.ts';
import type { ExerciseView } from '../workbench/view.ts';

/** Where tools put what they make: nobody wrote it, and a draft needn't keep it. */
const GENERATED = new Set(['build', 'coverage', 'dist', 'node_modules', 'out']);

/** Longer ones aren't taken into a draft: in characters. */
const LONGEST_TEXT = 100_000;

/** Whether a file that lies in the container can be one of the learner's own, as far as its path tells. */
export function mayBeOwn(path: string, { track, taken }: ExerciseView): boolean {
  const folders = path.split('/').slice(0, -1);
  return !folders.some((name) => GENERATED.has(name)) && pathProblem(path, { track, taken, own: 0 }) === null;
}

/** Whether a text is one, and small enough for a draft. */
export function isKeepable(text: string): boolean {
  return text.length <= LONGEST_TEXT && !text.includes('\0');
}
