import * as fc from 'fast-check';
import type { StackRun } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import { anyStack } from './arbitrary/stack.ts';
import { type Difference, differenceOf } from './compare.ts';
import type { Django } from './django.ts';

/** Plays a stack as Django would. */
export type Replica = (stack: Stack) => StackRun;

/** Generated stacks, and what real Django made of each. */
export interface Played {
  readonly seed: number;
  readonly stacks: readonly Stack[];
  readonly runs: readonly StackRun[];
}

/** Plays `count` random stacks on real Django, in one go: the same ones for the same seed. */
export function playGenerated(django: Django, seed: number, count: number): Played {
  const stacks = fc.sample(anyStack, { seed, numRuns: count });
  return { seed, stacks, runs: django.play(stacks) };
}

/** The places of the stacks that the replica serves differently. */
export function differing({ stacks, runs }: Played, replica: Replica): number[] {
  return stacks.flatMap((stack, index) => (differs(stack, runs[index], replica) === null ? [] : [index]));
}

/** The smallest difference that can be reached from the first one; null when the replica agrees on every stack. */
export function smallestDifference(django: Django, played: Played, replica: Replica): Difference | null {
  const { seed, stacks, runs } = played;
  const index = stacks.findIndex((stack, index) => differs(stack, runs[index], replica) !== null);
  const stack = stacks[index];
  if (stack === undefined) return null;
  let smallest = differs(stack, runs[index], replica);
  const agrees = fc.property(anyStack, (stack) => {
    const difference = differs(stack, django.play([stack])[0], replica);
    smallest = difference ?? smallest;
    return difference === null;
  });
  // The path names the value that a run with this seed comes to: shrinking begins there.
  fc.check(agrees, { seed, path: `${index}`, interruptAfterTimeLimit: 60_000 });
  return smallest;
}

function differs(stack: Stack, run: StackRun | undefined, replica: Replica): Difference | null {
  if (run === undefined) throw new Error('Django played fewer stacks than it was given');
  return differenceOf(stack, run, replica(stack));
}
