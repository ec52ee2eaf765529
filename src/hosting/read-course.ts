import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Course, readCourse } from '../course/catalog.ts';
import { readFiles, root } from '../sandbox/drivers/node-files.ts';

/** The course as it lies in the repository, for what runs outside the pages. Throws a `CourseError` with all its problems. */
export async function readCourseFromDisk(): Promise<Course> {
  const lessons = await filesLike('content/*/*.mdx');
  const modules = await filesLike('content/*/module.yaml');
  const [exercises, base] = await Promise.all([readFiles('exercises'), readFiles('base')]);
  return readCourse({
    files: { ...below('exercises', exercises), ...below('base', base) },
    modules: Object.fromEntries(
      await Promise.all(
        modules.map(async (path) => [path, await readFile(new URL(path, root), 'utf8')] as const),
      ),
    ),
    lessons: Object.fromEntries(
      await Promise.all(lessons.map(async (path) => [path, await frontMatter(path)] as const)),
    ),
    suites: await filesLike('tests/exercises/*/*/suite.test.ts'),
  });
}

async function filesLike(pattern: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const path of glob(pattern, { cwd: fileURLToPath(root) }))
    paths.push(path.replaceAll('\\', '/'));
  return paths.sort();
}

async function frontMatter(path: string): Promise<unknown> {
  const text = await readFile(new URL(path, root), 'utf8');
  return parse(/^---\r?\n(.*?)\r?\n---/s.exec(text)?.[1] ?? '');
}

function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
