import { expect, test } from 'vitest';
import { questionKey } from './question-key.ts';

test('a question is known by its words alone', () => {
  expect(questionKey('What does `Net` get back?')).toBe('what-does-net-get-back');
  expect(questionKey('what does Net get back')).toBe(questionKey('What does `Net` get back?'));
});
