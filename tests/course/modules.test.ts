import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findExercises } from './submissions.ts';

const groups = new Set((await findExercises()).map(({ id, track }) => `${id.split('/')[0]}.${track}`));

test('the course has exercises, and each track of each module is tested', () => {
  expect([...groups]).toContain('02-order.django');
  const untested = [...groups].filter((group) => !existsSync(new URL(`./${group}.test.ts`, import.meta.url)));
  expect(untested, 'write tests/course/<module>.<track>.test.ts, as for the others').toEqual([]);
});
