import type { Exchange } from '../../django/exchange.ts';
import type { AnyInterpreter, FileSet } from '../protocol.ts';

/** What the examiner hands to a running suite. */
export interface SuiteContext {
  readonly interpreter: AnyInterpreter;
  /** The learner's whole set of files for the exercise; the base project is in the interpreter already. */
  readonly files: FileSet;
  /** The seed of this run's generated inputs. The same seed gives the same inputs. */
  readonly seed: number;
  /** Hears which exchange a failure is made of. */
  onEvidence?(exchange: Exchange): void;
}

let current: SuiteContext | null = null;

/** The examiner calls it once, before it imports the suite: a suite runs alone in its room. */
export function provideSuiteContext(context: SuiteContext): void {
  current = context;
}

/**
 * The context of the running suite.
 * @throws {Error} when the file was not run by an examiner
 */
export function suiteContext(): SuiteContext {
  if (current === null) {
    throw new Error('A hidden suite needs an examiner: run it with `npm test`, not by itself.');
  }
  return current;
}

/** Tells the examiner, if there is one, that a failure is about to show `exchange`. */
export function noteEvidence(exchange: Exchange): void {
  current?.onEvidence?.(exchange);
}
