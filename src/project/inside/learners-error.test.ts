import { expect, test } from 'vitest';
import { learnersError } from './learners-error.ts';

test("a failure's stack is the learner's line alone", () => {
  const at = { file: 'onion.ts', line: 12, function: 'loadMiddleware', text: 'return view;' };
  expect(learnersError({ name: 'SuiteFailure', message: 'It is wrong.', at }, '/home/me/onion')).toEqual({
    stack: 'SuiteFailure: It is wrong.\n    at loadMiddleware (/home/me/onion/onion.ts:12:1)',
  });
});

test('a failure that points nowhere has no frames', () => {
  expect(learnersError({ message: 'It is wrong.' }, '/home/me/onion')).toEqual({
    stack: 'Error: It is wrong.',
  });
});
