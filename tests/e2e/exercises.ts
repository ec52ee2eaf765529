import { parse } from 'yaml';
import { exerciseUrl } from '../../src/course/address.ts';
import { readFiles } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet, Track } from '../../src/sandbox/protocol.ts';
import { type ExerciseUnderTest, findExercises } from '../course/submissions.ts';

export interface ExerciseOnPage extends ExerciseUnderTest {
  /** The path of its page. */
  readonly address: string;
}

/** Every exercise, with the page that shows it. */
export async function findExercisePages(): Promise<ExerciseOnPage[]> {
  const lessonOf = await lessonsByExercise();
  return (await findExercises()).map((exercise) => {
    const lesson = lessonOf.get(exercise.id);
    if (lesson === undefined) throw new Error(`No lesson lists ${exercise.id}.`);
    return { ...exercise, address: exerciseUrl(lesson, exercise.id) };
  });
}

/** One exercise of each track, both of one lesson: what is tried on one exercise is tried on these. */
export async function findExamples(): Promise<Readonly<Record<Track, ExerciseOnPage>>> {
  const exercises = await findExercisePages();
  const named = (id: string): ExerciseOnPage => {
    const found = exercises.find((exercise) => exercise.id === id);
    if (found === undefined) throw new Error(`There is no exercise ${id} any more: take another one.`);
    return found;
  };
  return { django: named('02-order/request-id'), rebuild: named('02-order/compose-the-onion') };
}

/** The files that the reference solution changes. */
export function changes({ start, right: [solution] }: ExerciseUnderTest): FileSet {
  const changed = Object.entries(solution?.files ?? {}).filter(([path, text]) => start.files[path] !== text);
  return Object.fromEntries(changed);
}

async function lessonsByExercise(): Promise<ReadonlyMap<string, string>> {
  const lessons = Object.entries(await readFiles('content')).filter(([path]) => path.endsWith('.mdx'));
  return new Map(
    lessons.flatMap(([path, text]) => {
      const { exercises } = parse(text.split('---\n')[1] ?? '') as { exercises: string[] };
      return exercises.map((exercise) => [exercise, path.replace(/\.mdx$/, '')] as const);
    }),
  );
}
