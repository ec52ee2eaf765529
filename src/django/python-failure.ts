import type { PythonError } from './exchange.ts';

/** Python raised where no request could answer for it. */
export class PythonFailure extends Error {
  override readonly name = 'PythonFailure';
  readonly error: PythonError;

  constructor(error: PythonError) {
    super(`${error.exception}: ${error.message}`);
    this.error = error;
  }
}
