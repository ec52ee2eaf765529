import type { SourceLine } from '../../../trace/events.ts';
import type { FileSet } from '../../protocol.ts';
import { sourceLine } from './code-error.ts';
import { withFileNames } from './data-url.ts';

/** `    at async Module.play (scenario.ts:2:40)` and `    at scenario.ts:2:5`: Chromium and Node. */
const V8_FRAME = /^\s+at (?:async )?(?:(.+?) \()?([^()\s]+):(\d+):\d+\)?$/;
/** `loadMiddleware/<@onion.ts:4:17`: Firefox, and Safari. */
const AT_FRAME = /^(?:[^@]*\*)?([^@*]*)@(.+):(\d+):\d+$/;

/**
 * The lines of the project in an error's stack, innermost first.
 * `sources` says what the project is: every other frame is ours or the engine's.
 */
export function projectFrames(stack: string, sources: FileSet): SourceLine[] {
  return withFileNames(stack)
    .split('\n')
    .flatMap((text) => {
      const [, name, file, line] = V8_FRAME.exec(text) ?? AT_FRAME.exec(text) ?? [];
      if (file === undefined || !Object.hasOwn(sources, file)) return [];
      return [sourceLine(sources, file, Number(line), functionName(name))];
    });
}

/** The function as the learner wrote it: V8 puts the receiver before it, Firefox the enclosing functions. */
function functionName(name: string | undefined): string | null {
  const own = (name ?? '')
    .replace(/ \[as .+\]$/, '')
    .replace(/^new /, '')
    .split(/[./]/)
    .at(-1);
  return own === undefined || /^(<.*|)$/.test(own) ? null : own;
}
