import type { Outcome } from '../outcome.ts';
import type { FileSet, Report } from '../protocol.ts';

/** One run of a hidden suite. */
export interface Examination {
  /** The exercise's id, `02-order/request-id`. */
  readonly exercise: string;
  readonly files: FileSet;
  /** Seeds generated inputs, and the order of the tests when they are shuffled. */
  readonly seed: number;
  readonly order: 'listed' | 'shuffled';
}

/** What the examiner's room answers. */
export interface ExaminerVerbs {
  boot(): Promise<Outcome<null>>;
  examine(examination: Examination): Promise<Outcome<Report>>;
}

/** What the examiner's owner answers to it: the way to the interpreter's room. */
export interface ExaminerOwner {
  /** @param hurried whether the verb has less time than usual */
  perform(verb: string, args: readonly unknown[], hurried: boolean): Promise<Outcome<unknown>>;
  progress(finished: number, total: number): void;
}
