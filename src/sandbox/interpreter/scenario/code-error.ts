import type { SourceLine } from '../../../trace/events.ts';
import { SandboxError } from '../../outcome.ts';
import type { FileSet } from '../../protocol.ts';

/** The learner's code can't be loaded: a `code` fault that points at a line of theirs. */
export function codeError(
  exception: string,
  message: string,
  at: SourceLine | null,
  traceback = '',
): SandboxError {
  return new SandboxError({ kind: 'code', exception, message, at, traceback });
}

/** Line `line` (from 1) of `file`, as far as `files` know it. */
export function sourceLine(files: FileSet, file: string, line: number, named: string | null): SourceLine {
  const whole = files[file]?.split(/\r?\n/)[line - 1] ?? '';
  const text = whole.trim();
  // Engines give neither module code nor nameless functions a name; only the latter is indented.
  const nameless = whole === '' || /^\s/.test(whole) ? '<anonymous>' : '<module>';
  return { file, line, function: named ?? nameless, text };
}
