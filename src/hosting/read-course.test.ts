import { expect, test } from 'vitest';
import { readFiles } from '../sandbox/drivers/node-files.ts';
import { isolationRules } from './isolation.ts';
import { readCourseFromDisk } from './read-course.ts';

test('the course on disk is read whole, and each exercise of its Rebuild track has a rule', async () => {
  const course = await readCourseFromDisk();
  const exercises = course.lessons.flatMap((lesson) => lesson.exercises);
  const yaml = Object.entries(await readFiles('exercises')).filter(([path]) =>
    path.endsWith('/exercise.yaml'),
  );
  expect(exercises.map(({ id }) => `${id}/exercise.yaml`).sort()).toEqual(yaml.map(([path]) => path).sort());
  const rebuild = yaml.filter(([, text]) => /^track: rebuild$/m.test(text));
  expect(rebuild).not.toEqual([]);
  // One more is for the scripts of workers.
  expect(isolationRules(course, 'offer')).toHaveLength(rebuild.length + 1);
});
