import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findExercises } from './submissions.ts';

const modules = new Set((await findExercises()).map(({ id }) => id.split('/')[0]));

test('the course has exercises, and each module with some is tested', () => {
  expect([...modules]).toContain('02-order');
  const untested = [...modules].filter(
    (module) => !existsSync(new URL(`./${module}.test.ts`, import.meta.url)),
  );
  expect(untested, 'write tests/course/<module>.test.ts, as for the others').toEqual([]);
});
