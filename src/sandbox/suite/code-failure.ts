import type { Fault } from '../protocol.ts';
import { SuiteFailure } from './failure.ts';

/** A `code` fault as a failed expectation: the learner's line first, then the language's own words. */
export function codeFailure(fault: Extract<Fault, { kind: 'code' }>): SuiteFailure {
  const { exception, message, at, traceback } = fault;
  const where = at ? `${at.file}, line ${at.line}: ` : '';
  const line = at?.text ? [`${at.file}, line ${at.line}\n    ${at.text}`] : [];
  return new SuiteFailure(
    `${where}${exception}: ${message}`,
    [...line, ...(traceback ? [traceback.trimEnd()] : [])],
    at,
  );
}
