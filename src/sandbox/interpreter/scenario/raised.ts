import type { Fault } from '../../protocol.ts';
import type { CompiledModules } from './compile.ts';
import { withFileNames } from './data-url.ts';
import { print } from './print.ts';
import { projectFrames } from './stack.ts';

/**
 * What the learner's code threw, as a `code` fault.
 * It points at the innermost line outside the entry: the entry is the exercise's, the rest the learner's.
 */
export function raisedFault(thrown: unknown, { entry, sources }: CompiledModules): Fault {
  if (!(thrown instanceof Error)) {
    const message = `${print(thrown)} was thrown, which is no Error: it can't say where it comes from.`;
    return { kind: 'code', exception: 'Error', message, at: null, traceback: '' };
  }
  const frames = projectFrames(String(thrown.stack ?? ''), sources);
  const exception = String(thrown.name);
  const message = withFileNames(String(thrown.message));
  const lines = frames.map((at) => `    at ${at.function} (${at.file}:${at.line})  ${at.text}`);
  return {
    kind: 'code',
    exception,
    message,
    at: frames.find((at) => at.file !== entry) ?? frames[0] ?? null,
    traceback: [`${exception}: ${message}`, ...lines].join('\n'),
  };
}
