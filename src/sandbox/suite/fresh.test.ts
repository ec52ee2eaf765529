import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { SandboxError } from '../outcome.ts';
import type { AnyInterpreter } from '../protocol.ts';
import { provideSuiteContext } from './context.ts';
import { fail, SuiteFailure } from './failure.ts';
import { forEvery, fresh } from './fresh.ts';

const notUsed = (): Promise<never> => Promise.reject(new Error('unused'));
const unused: AnyInterpreter = {
  write: notUsed,
  reset: notUsed,
  close: notUsed,
  request: notUsed,
  manage: notUsed,
  play: notUsed,
};
const withSeed = (seed: number): void => provideSuiteContext({ interpreter: unused, files: {}, seed });
const words = fc.string({ minLength: 20, maxLength: 20 });

beforeEach(() => withSeed(7));

describe('fresh', () => {
  const seen: string[] = [];

  test.each([1, 2, 3])('draw %d differs from every other, in a test and between tests', () => {
    seen.push(fresh(words), fresh(words));
    expect(new Set(seen).size).toBe(seen.length);
  });

  const repeated: string[] = [];

  // Two tests of one title, as one test of two runs.
  test.each([0, 1])('the same seed gives the same value, another one another', () => {
    const value = fresh(words);
    repeated.push(value);
    expect(value).toBe(repeated[0]);
    withSeed(8);
    expect(fresh(words)).not.toBe(value);
  });
});

describe('forEvery', () => {
  test('runs as many cases as asked for', async () => {
    const seen: string[] = [];
    await forEvery(words, (word) => void seen.push(word), { runs: 12 });
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  test("throws the smallest failing case's own failure", async () => {
    const check = async (layers: number[]): Promise<void> => {
      if (layers.some((layer) => layer > 4)) fail(`[${layers}] has a layer above 4.`, ['Sent: it']);
    };
    const failure = await forEvery(fc.array(fc.nat(1000)), check).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SuiteFailure);
    expect((failure as SuiteFailure).message).toBe('[5] has a layer above 4.\n\nSent: it');
  });

  test('gives up shrinking after a few hundred cases, with a case that does fail', async () => {
    let runs = 0;
    const check = (value: string): void => {
      runs += 1;
      if (value.length >= 0) throw new Error(value);
    };
    const huge = fc.string({ minLength: 5000, maxLength: 6000, size: 'max' });
    await expect(forEvery(huge, check)).rejects.toThrow();
    expect(runs).toBeLessThanOrEqual(301);
  });

  test('does not look for a smaller case when the interpreter was killed', async () => {
    let runs = 0;
    const hang = new SandboxError({ kind: 'timeout', verb: 'play', milliseconds: 5000 });
    const check = (): never => {
      runs += 1;
      throw hang;
    };
    await expect(forEvery(words, check)).rejects.toBe(hang);
    expect(runs).toBe(1);
  });
});
