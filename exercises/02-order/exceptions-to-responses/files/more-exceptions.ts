// A few more exceptions: Python's own, and one of those that Django derives from SuspiciousOperation.
import { SuspiciousOperation } from './exceptions.ts';

/**
 * What is no error of this request: Python's `BaseException`, without those that are an `Exception` too. In JavaScript
 * there is no such thing, so here it is a class that is no `Error`.
 */
export class BaseException {
  readonly message: string;

  constructor(message = '') {
    this.message = message;
  }
}

/** The process is to end: what `sys.exit()` raises. */
export class SystemExit extends BaseException {}

/** The client asked for a host that isn't in ALLOWED_HOSTS. */
export class DisallowedHost extends SuspiciousOperation {}
