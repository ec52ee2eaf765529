import { findExamples } from '../e2e/exercises.ts';

/** The page of an exercise on the Django track, from the site's root on. */
export async function djangoExercise(): Promise<string> {
  const { django } = await findExamples();
  return django.address.slice(1);
}
