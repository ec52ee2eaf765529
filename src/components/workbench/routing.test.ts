import { expect, it } from 'vitest';
import { exerciseAt } from './routing.ts';

const exercises = [
  { id: '02-order/request-id', url: '/order/the-onion/request-id/' },
  { id: '02-order/compose-the-onion', url: '/order/the-onion/compose-the-onion/' },
];
const at = (path: string) => exerciseAt(path, exercises, '/order/the-onion/');

it('an exercise’s address chooses it, with or without its last slash', () => {
  expect(at('/order/the-onion/compose-the-onion/')).toBe('02-order/compose-the-onion');
  expect(at('/order/the-onion/compose-the-onion')).toBe('02-order/compose-the-onion');
});

it('the lesson’s address chooses the first', () => {
  expect(at('/order/the-onion/')).toBe('02-order/request-id');
});

it('any other address chooses none', () => {
  expect(at('/')).toBeNull();
  expect(at('/order/short-circuits/request-id/')).toBeNull();
});
