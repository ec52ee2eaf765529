import { runStack } from '../../stack/run.ts';
import type { Stack } from '../../stack/schema.ts';
import type { Played } from './played.ts';

/** Plays a stack on the replica; says why where it can't. The page loads this only when a reader changes something. */
export function playStack(stack: Stack): Played {
  try {
    return { ok: true, stack, run: runStack(stack), source: 'replica' };
  } catch (error) {
    return { ok: false, stack, problem: error instanceof Error ? error.message : String(error) };
  }
}
