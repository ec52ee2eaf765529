import { expect, test } from 'vitest';
import { projectConfig } from './config.ts';

function namesOf(config: ReturnType<typeof projectConfig>): unknown[] {
  return (config.test?.projects ?? []).map((project) =>
    typeof project === 'object' && 'test' in project ? project.test?.name : project,
  );
}

test("npm test runs the check, and then the learner's own tests", () => {
  expect(namesOf(projectConfig({}))).toEqual(['check', 'yours']);
});

test('a run that reports runs the check alone', () => {
  expect(namesOf(projectConfig({ INSIDE_OUT_REPORT: '1' }))).toEqual(['check']);
});

test('a run takes the seed that it is told, and draws one without', () => {
  expect(projectConfig({ INSIDE_OUT_SEED: '42' }).test?.sequence?.seed).toBe(42);
  expect(projectConfig({}).test?.sequence?.seed).toEqual(expect.any(Number));
});

test('a seed that is no whole number is refused', () => {
  expect(() => projectConfig({ INSIDE_OUT_SEED: 'lucky' })).toThrow(
    'INSIDE_OUT_SEED is "lucky". Set it to a whole number, or leave it out.',
  );
});
