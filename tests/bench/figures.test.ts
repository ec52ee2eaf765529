import { expect, test } from 'vitest';
import { asJson, type Figure, isMet, median } from './figures.ts';

const check: Figure = {
  id: 'check_ms',
  what: 'a check',
  unit: 'ms',
  samples: [300, 200, 240],
  baseline: { what: 'native', value: 800 },
  ratioId: 'check_vs_native',
};

test('a median is the middle one, in whatever order the samples came', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([100, 20, 3, 1000])).toBe(100);
});

test('what was never measured has no median', () => {
  expect(() => median([])).toThrow('Nothing was measured: a median needs a sample.');
});

test('a target is met when the median and the ratio both stay within it', () => {
  expect(isMet({ ...check, targets: { median: 240, ratio: 0.3 } })).toBe(true);
  expect(isMet({ ...check, targets: { median: 239, ratio: 0.3 } })).toBe(false);
  expect(isMet({ ...check, targets: { median: 240, ratio: 0.2 } })).toBe(false);
});

test('a figure without a target neither meets one nor misses it', () => {
  expect(isMet(check)).toBeNull();
});

test('the JSON holds each median, and each ratio under its own name', () => {
  const { ratioId: _, ...rest } = check;
  const unnamed: Figure = { ...rest, id: 'first_ms' };
  const alone: Figure = { ...unnamed, id: 'native_ms', baseline: null };
  expect(asJson([{ heading: 'checks', figures: [check, unnamed, alone] }])).toEqual({
    check_ms: 240,
    check_vs_native: 0.3,
    first_ms: 240,
    first_ms_ratio: 0.3,
    native_ms: 240,
  });
});
