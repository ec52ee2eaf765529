import { expect, it } from 'vitest';
import { exerciseUrl, lessonUrl, solutionUrl } from './address.ts';

it('a lesson’s address holds no number', () => {
  expect(lessonUrl('02-order/01-the-onion')).toBe('/order/the-onion/');
});

it('an exercise’s address is its lesson’s page with the exercise chosen', () => {
  expect(exerciseUrl('02-order/01-the-onion', '02-order/request-id')).toBe('/order/the-onion/request-id/');
});

it('a solution waits under the exercise’s id', () => {
  expect(solutionUrl('02-order/request-id')).toBe('/solutions/02-order/request-id.json');
});
