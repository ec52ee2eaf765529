import { expect, it } from 'vitest';
import type { ExerciseView } from '../workbench/view.ts';
import { isKeepable, mayBeOwn } from './own-paths.ts';

const exercise = { track: 'rebuild', taken: ['onion.ts', 'package.json'] } as unknown as ExerciseView;

it.for([
  ['chain.ts', true],
  ['notes/deep/one.md', true],
  ['onion.ts', false],
  ['package.json', false],
  ['x.log', false],
  ['.env.ts', false],
  ['dist/chain.ts', false],
  ['coverage/report.json', false],
  ['packages/one/node_modules/two/index.ts', false],
  ['dist.ts', true],
] as const)('whether %s can be the learner’s own: %s', ([path, may]) => {
  expect(mayBeOwn(path, exercise)).toBe(may);
});

it('a draft keeps texts of a size that people write', () => {
  expect(isKeepable('mine\n')).toBe(true);
  expect(isKeepable('x'.repeat(100_001))).toBe(false);
  expect(isKeepable('PNG\0')).toBe(false);
});
