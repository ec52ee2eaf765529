import { expect, test } from 'vitest';
import { takeTold } from './told.ts';

test('what is told to the suite is no print of the learner', () => {
  expect(takeTold('one\n\u001e{"a": 1}\u001f\ntwo\n')).toEqual({ told: '{"a": 1}', printed: 'one\ntwo\n' });
});

test('a passage that was cut off is none either', () => {
  expect(takeTold('one\n\u001e{"a"')).toEqual({ told: '{"a"', printed: 'one\n' });
});

test('prints alone stay as they are', () => {
  expect(takeTold('one\n')).toEqual({ told: null, printed: 'one\n' });
});
