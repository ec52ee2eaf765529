/**
 * Random stacks run on real Django and on the replica: everything that can be seen of them must be equal.
 * CONFORMANCE_RUNS sets how many, CONFORMANCE_SEED plays those of an earlier run again.
 */
import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsOf } from '../../src/stack/problems.ts';
import { runStack } from '../../src/stack/run.ts';
import { stackSchema } from '../../src/stack/schema.ts';
import { anyStack } from './arbitrary/stack.ts';
import { printCase, printWhole } from './compare.ts';
import { openDjango } from './django.ts';
import { playGenerated, smallestDifference } from './generated.ts';

const count = Number(process.env['CONFORMANCE_RUNS'] ?? 3000);
const seed = Number(process.env['CONFORMANCE_SEED'] ?? randomInt(2 ** 31));

test(`${count} generated stacks run alike on both`, { timeout: 180_000 }, async () => {
  console.info(`${count} generated stacks, CONFORMANCE_SEED=${seed}`);
  const django = await openDjango();
  const difference = smallestDifference(django, playGenerated(django, seed, count), runStack);
  if (difference === null) return;
  expect.fail(
    [
      `Real Django and the replica differ (CONFORMANCE_SEED=${seed}).`,
      printCase(difference),
      'The whole:',
      printWhole(difference),
    ].join('\n\n'),
  );
});

test('every generated stack is a sound description', () => {
  for (const stack of fc.sample(anyStack, { seed, numRuns: 300 })) {
    expect(problemsOf(stackSchema.parse(stack)), JSON.stringify(stack)).toEqual([]);
  }
});
