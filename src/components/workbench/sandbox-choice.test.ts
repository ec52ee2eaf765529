import { expect, test } from 'vitest';
import { readChoice } from './sandbox-choice.ts';

test('a choice that nobody could have made is none', () => {
  expect(['embedded', 'container', 'both', '', undefined].map(readChoice)).toEqual([
    'embedded',
    'container',
    null,
    null,
    null,
  ]);
});
