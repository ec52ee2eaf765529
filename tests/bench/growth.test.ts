import { expect, test } from 'vitest';
import { growthOf } from './growth.ts';

const every25 = Array.from({ length: 20 }, (_, index) => (index + 1) * 25);

test('memory that settles within fifty checks has not grown', () => {
  const samples = every25.map((checks) => ({ checks, bytes: checks < 50 ? 100 : 200 }));
  expect(growthOf(samples)).toBe(0);
});

test('memory that goes up with each check grows by what the last hundred hold more', () => {
  const samples = every25.map((checks) => ({ checks, bytes: 1000 + checks }));
  expect(growthOf(samples)).toBeCloseTo(1450 / 1075 - 1);
});

test('one sample that is out of line changes nothing', () => {
  const samples = every25.map((checks) => ({ checks, bytes: checks === 475 ? 9000 : 200 }));
  expect(growthOf(samples)).toBe(0);
});

test('a run that was too short to settle says what is missing', () => {
  expect(() => growthOf([{ checks: 25, bytes: 1 }])).toThrow(
    'No sample of memory between check 50 and check 100.',
  );
});
