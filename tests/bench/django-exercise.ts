import { findExercisePages } from '../e2e/exercises.ts';

/** The page of the course's first exercise on the Django track, from the site's root on. */
export async function djangoExercise(): Promise<string> {
  const exercise = (await findExercisePages()).find(({ track }) => track === 'django');
  if (exercise === undefined) throw new Error('The course has no exercise of the Django track to visit.');
  return exercise.address.slice(1);
}
