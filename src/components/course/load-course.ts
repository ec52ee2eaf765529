/** The course as the build sees it. Only pages import this: it holds every exercise's text. */
import { getCollection } from 'astro:content';
import { type Course, readCourse } from '../../course/catalog.ts';

const texts = import.meta.glob<string>(
  ['/exercises/**', '/base/**', '!**/__pycache__/**', '!**/node_modules/**', '!**/*.sqlite3'],
  { query: '?raw', import: 'default', eager: true },
);
const solutions = import.meta.glob<string>(['/solutions/**', '!**/__pycache__/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const modules = import.meta.glob<string>('/content/*/module.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
// Only their names: a suite's text never gets near a page.
const suites = Object.keys(import.meta.glob('/tests/exercises/*/*/suite.test.ts'));

const withoutSlash = (path: string) => path.replace(/^\//, '');
const withoutSlashes = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [withoutSlash(path), text]));

export async function loadCourse(): Promise<Course> {
  const entries = await getCollection('lessons');
  return readCourse({
    files: withoutSlashes(texts),
    modules: withoutSlashes(modules),
    lessons: Object.fromEntries(entries.map(({ id, data }) => [`content/${id}.mdx`, data])),
    suites: suites.map(withoutSlash),
  });
}

/** The base project of a track, path → text. */
export function baseFiles(track: string): Readonly<Record<string, string>> {
  return under(texts, `/base/${track}/`);
}

/** The reference solution of an exercise: only the files it changes. */
export function solutionFiles(exercise: string): Readonly<Record<string, string>> {
  const files = Object.entries(under(solutions, `/solutions/${exercise}/`));
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('alternatives/')));
}

function under(files: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const inside = Object.entries(files).filter(([path]) => path.startsWith(folder));
  return Object.fromEntries(inside.map(([path, text]) => [path.slice(folder.length), text]));
}
