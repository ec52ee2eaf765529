import type { APIRoute, GetStaticPaths } from 'astro';
import { loadCourse, solutionFiles } from '../../components/course/load-course.ts';

/** `/solutions/02-order/request-id.json`: path → text of what the reference solution changes. */
export const getStaticPaths = (async () => {
  const { lessons } = await loadCourse();
  return lessons.flatMap(({ exercises }) => exercises.map(({ id }) => ({ params: { exercise: id } })));
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => Response.json(solutionFiles(params['exercise'] ?? ''));
