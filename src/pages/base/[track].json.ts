import type { APIRoute, GetStaticPaths } from 'astro';
import { baseFiles } from '../../components/course/load-course.ts';
import { trackSchema } from '../../course/schema.ts';

/** `/base/django.json`: path → text of the base project that a sandbox of the track boots with. */
export const getStaticPaths = (() =>
  trackSchema.options.map((track) => ({ params: { track } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  // A sandbox installs nothing.
  const { 'package-lock.json': _lock, ...files } = baseFiles(params['track'] ?? '');
  return Response.json(files);
};
