import helpers from 'virtual:project-helpers';
import type { APIRoute } from 'astro';
import { baseFiles } from '../../components/course/load-course.ts';
import type { SharedParts } from '../../project/project.ts';

/** `/projects/rebuild.json`: what the projects of all Rebuild exercises share. */
export const GET: APIRoute = () =>
  Response.json({ base: baseFiles('rebuild'), helpers } satisfies SharedParts);
