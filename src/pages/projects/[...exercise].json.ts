import type { APIRoute, GetStaticPaths } from 'astro';
import { loadCourse } from '../../components/course/load-course.ts';
import type { Exercise } from '../../course/catalog.ts';
import type { ExerciseParts } from '../../project/project.ts';

/** Each is bundled when it is asked for. */
const suites = import.meta.glob<string>('/tests/exercises/*/*/suite.test.ts', {
  query: '?bundled',
  import: 'default',
});

/** `/projects/02-order/compose-the-onion.json`: what an exercise of the Rebuild track adds to its project. */
export const getStaticPaths = (async () => {
  const { lessons } = await loadCourse();
  return lessons
    .flatMap(({ exercises }) => exercises)
    .filter(({ track }) => track === 'rebuild')
    .map((exercise) => ({ params: { exercise: exercise.id }, props: { exercise } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ exercise: Exercise }> = async ({ props: { exercise } }) => {
  const { id, title, task, files } = exercise;
  const suite = await suites[`/tests/exercises/${id}/suite.test.ts`]?.();
  if (suite === undefined) throw new Error(`${id} has no hidden suite.`);
  return Response.json({ title, task, suite, files } satisfies ExerciseParts);
};
