import type { SourceLine } from '../../trace/events.ts';

/** A failed expectation, worded for the learner. `message` is the sentence and the evidence, a blank line between. */
export class SuiteFailure extends Error {
  override readonly name = 'SuiteFailure';
  readonly at: SourceLine | null;

  constructor(sentence: string, evidence: readonly string[] = [], at: SourceLine | null = null) {
    super(failureText(sentence, evidence));
    this.at = at;
  }
}

/** The text of a failure: what is wrong first, then each piece of evidence as a paragraph of its own. */
export function failureText(sentence: string, evidence: readonly string[] = []): string {
  return [sentence, ...evidence].join('\n\n');
}

/**
 * Fails the running test by hand, where no matcher says it better.
 * @throws {SuiteFailure} always
 */
export function fail(sentence: string, evidence: readonly string[] = []): never {
  throw new SuiteFailure(sentence, evidence);
}
