import type { SourceLine } from '../../trace/events.ts';

/**
 * The stack that Vitest prints with a failure: the learner's line if the failure points at one, and nothing of the
 * suite, which would show them code that isn't theirs.
 * @param error as Vitest keeps it, with the suite's own `at`
 * @param root the project's folder, absolute
 */
export function learnersError(
  error: { readonly name?: string; readonly message: string; readonly at?: SourceLine | null },
  root: string,
): { readonly stack: string } {
  const { name = 'Error', message, at } = error;
  const frame = at ? `\n    at ${at.function} (${root}/${at.file}:${at.line}:1)` : '';
  return { stack: `${name}: ${message}${frame}` };
}
