import type { Fault } from '../protocol.ts';

/** After that many tests that hung, nobody waits for the next one. */
const MOST_HUNG = 4;

/** How long a check still waits for the learner's code. */
export type Patience =
  | { readonly kind: 'full' }
  /** A test has hung: the next ones have less time. */
  | { readonly kind: 'short' }
  /** The tests that are left are skipped; `reason` says why, for the learner. */
  | { readonly kind: 'none'; readonly reason: string };

/** @param faults the worst fault of each test so far that had one */
export function patienceAfter(faults: readonly Fault[]): Patience {
  if (faults.some(({ kind }) => kind === 'boot' || kind === 'closed')) {
    return { kind: 'none', reason: 'Not run: there was no interpreter to run it on.' };
  }
  const hung = faults.filter(({ kind }) => kind === 'timeout').length;
  if (hung >= MOST_HUNG) {
    return {
      kind: 'none',
      reason: `Not run: ${hung} tests before it had to be stopped because your code didn't end.`,
    };
  }
  return { kind: hung > 0 ? 'short' : 'full' };
}
