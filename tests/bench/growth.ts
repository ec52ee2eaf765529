import { median } from './figures.ts';

/** Memory after so many checks in one page. */
export interface MemorySample {
  readonly checks: number;
  readonly bytes: number;
}

/**
 * How much memory grew once it had settled: the median of the last hundred checks over that of the checks 50 to 100,
 * less one. 0.1 is a tenth more.
 * @throws {Error} when either stretch has no sample
 */
export function growthOf(samples: readonly MemorySample[]): number {
  const last = Math.max(...samples.map(({ checks }) => checks));
  const between = (from: number, to: number): number => {
    const inside = samples.filter(({ checks }) => checks >= from && checks <= to);
    if (inside.length === 0) throw new Error(`No sample of memory between check ${from} and check ${to}.`);
    return median(inside.map(({ bytes }) => bytes));
  };
  return between(last - 100, last) / between(50, 100) - 1;
}
