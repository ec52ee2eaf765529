import { persistentAtom } from '@nanostores/persistent';
import { markSolved, nothingSolved, type Solved, solvedKey, solvedSchema } from '../../course/progress.ts';
import { decodeStored } from './stored.ts';

/** Which exercises this browser has seen pass; the same in every tab. */
export const $solved = persistentAtom<Solved>(solvedKey, nothingSolved, {
  encode: JSON.stringify,
  decode: (text) => decodeStored(solvedKey, text, solvedSchema) ?? nothingSolved,
});

/** Marks an exercise; false when the browser refused to remember it. */
export function rememberSolved(exercise: string): boolean {
  const next = markSolved($solved.get(), exercise, new Date());
  if (next === $solved.get()) return true;
  try {
    $solved.set(next);
    return true;
  } catch {
    return false;
  }
}
