import { expect, it } from 'vitest';
import { placeAt } from './sortable.ts';

const rows = [0, 40, 80].map((top) => ({ top, height: 40 }));

it('a row stays where it is until it covers half of another', () => {
  expect([0, 1, 2].map((from) => placeAt(from * 40, from, rows))).toEqual([0, 1, 2]);
  expect(placeAt(19, 0, rows)).toBe(0);
  expect(placeAt(61, 2, rows)).toBe(2);
});

it('a row passes each other that it covers half of', () => {
  expect(placeAt(20, 0, rows)).toBe(1);
  expect(placeAt(60, 0, rows)).toBe(2);
  expect(placeAt(60, 2, rows)).toBe(1);
  expect(placeAt(-30, 2, rows)).toBe(0);
});
