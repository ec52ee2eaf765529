/** Inputs generated afresh for each run, so that an answer learned by heart fails. */
import fc from 'fast-check';
import { type RunnerTestCase, TestRunner } from 'vitest';
import { SandboxError } from '../outcome.ts';
import { suiteContext } from './context.ts';

/** How many smaller cases are tried after a failure, at most: each may cost a request. */
const SHRINK_LIMIT = 300;

/** How many seeds a test has been given. */
const drawn = new WeakMap<RunnerTestCase, number>();

/**
 * Draws a little of what suites draw, for nobody: an engine compiles a function when it is first called, and a check had
 * better not wait for that.
 */
export async function rehearse(): Promise<void> {
  const drawn = fc.record({
    word: fc.stringMatching(/^[a-z]{6,12}$/),
    choice: fc.constantFrom('one', 'other'),
    number: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.nat(99)).map(String),
    list: fc.uniqueArray(fc.string(), { maxLength: 4 }),
  });
  fc.sample(drawn, { seed: 1, numRuns: 3, unbiased: true });
  await fc.check(
    fc.asyncProperty(drawn, async () => true),
    { seed: 1, numRuns: 3 },
  );
}

/** One value of `arbitrary`. The run's seed, the test and the number of the draw decide which: order doesn't. */
export function fresh<Value>(arbitrary: fc.Arbitrary<Value>): Value {
  const [value] = fc.sample(arbitrary, { seed: nextSeed(), numRuns: 1, unbiased: true });
  return value as Value;
}

/**
 * Runs `check` on `runs` generated values (100 unless told). A failing value is made as small as it can be while it
 * still fails.
 * @throws what `check` threw for the smallest failing value, as it is: the suite's own words
 * @throws {SandboxError} at once when the interpreter hung or died: trying smaller values would only take longer
 */
export async function forEvery<Value>(
  arbitrary: fc.Arbitrary<Value>,
  check: (value: Value) => Promise<void> | void,
  { runs = 100 }: { readonly runs?: number } = {},
): Promise<void> {
  let failed: { readonly error: unknown } | null = null;
  let smallerTried = 0;
  const enough = Promise.withResolvers<void>();
  const property = fc.asyncProperty(arbitrary, async (value) => {
    if (failed !== null && (failed.error instanceof SandboxError || ++smallerTried > SHRINK_LIMIT)) {
      enough.resolve();
      // fast-check can't be told to stop shrinking. It can be left waiting, and is collected with what it holds.
      return new Promise<void>(() => undefined);
    }
    try {
      await check(value);
    } catch (error) {
      failed = { error };
      throw error;
    }
  });
  await Promise.race([fc.check(property, { seed: nextSeed(), numRuns: runs }), enough.promise]);
  // Shrinking only ever moves on to a smaller value that fails as well: the last failure is the smallest value's.
  const smallest = failed as { readonly error: unknown } | null;
  if (smallest !== null) throw smallest.error;
}

/** A seed of its own for each draw of a test. @throws {Error} outside a test: nothing tells two draws apart there */
function nextSeed(): number {
  const test = TestRunner.getCurrentTest<RunnerTestCase | undefined>();
  if (test === undefined) throw new Error('Generated inputs belong inside a test.');
  const draw = (drawn.get(test) ?? 0) + 1;
  drawn.set(test, draw);
  let seed = suiteContext().seed | 0;
  for (const char of `${test.fullTestName} ${draw}`)
    seed = (Math.imul(seed, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return seed;
}
