import type { ReadableAtom } from 'nanostores';
import type { HttpRequest } from '../django/exchange.ts';
import type { FileSet, RecordedExchange, Report, SandboxState } from './protocol.ts';

/** How a check is run. A learner gets a new seed, and the tests in the suite's order. */
export interface CheckOptions {
  /** Seeds the generated inputs, and the order of shuffled tests. */
  readonly seed?: number;
  readonly order?: 'listed' | 'shuffled';
}

/** A place where exercises of one track are checked. Boots once, lazily, and lives until `close`. */
export interface Sandbox {
  readonly state: ReadableAtom<SandboxState>;
  /** Boots ahead of the first check. Calling it twice is harmless. */
  warm(): Promise<void>;
  /**
   * Runs the exercise's hidden suite on `files` (the learner's whole set of files for the exercise).
   * A failing suite is a report, not an exception; rejects with a `SandboxError` only when no verdict was possible.
   */
  check(exercise: string, files: FileSet, options?: CheckOptions): Promise<Report>;
  /**
   * Sends one request to the site that `files` make, on a pristine database; on the Django track alone.
   * Rejects with a `SandboxError`: a `code` fault when the project can't start, a `timeout` when it hangs.
   */
  request(files: FileSet, request: HttpRequest): Promise<RecordedExchange>;
  close(): Promise<void>;
}
