import type { PyodideAPI } from 'pyodide';
import type { SourceLine } from '../trace/events.ts';
import { CodeStopped, type Stop } from './limits.ts';

/** The learner's project in the interpreter's file system, as Python prints it. */
const FRAME = /File "\/project\/([^"]+)", line (\d+) in (\S+)/;

/**
 * Tells the learner's line that is running: while Python runs, and also when it has died of it.
 * @param capture runs an action and returns what Python wrote to stderr meanwhile
 */
export function watchLine(
  pyodide: PyodideAPI,
  capture: (action: () => void) => string,
): () => SourceLine | null {
  // Both are taken now: Pyodide locks its doors when the interpreter dies.
  const { FS } = pyodide;
  const module = (pyodide as unknown as { _module: { _dump_traceback(): void } })._module;

  return () => {
    try {
      const [, file, number, name] = FRAME.exec(capture(() => module._dump_traceback())) ?? [];
      if (file === undefined || name === undefined) return null;
      const line = Number(number);
      const text = FS.readFile(`/project/${file}`, { encoding: 'utf8' }) as string;
      return { file, line, function: name, text: text.split('\n')[line - 1]?.trim() ?? '' };
    } catch {
      // Its memory may be rubbish.
      return null;
    }
  };
}

/**
 * What a call into Python ended with, as a `CodeStopped` if the interpreter died of it.
 * @param lineNow what `watchLine` gave
 */
export function explainDeath(error: unknown, lineNow: () => SourceLine | null): unknown {
  return isFatal(error) ? new CodeStopped(stopOf(error, lineNow())) : error;
}

/** Pyodide marks what it can't go on from (`API.fatal_error` in pyodide.asm.mjs). */
function isFatal(error: unknown): error is Error & { readonly status?: number } {
  return error instanceof Error && 'pyodide_fatal_error' in error;
}

function stopOf(error: Error & { readonly status?: number }, at: SourceLine | null): Stop {
  if (error.status !== undefined) return { kind: 'exit', status: error.status, at };
  // V8's and JavaScriptCore's words, and SpiderMonkey's.
  if (/call stack|too much recursion/.test(error.message)) return { kind: 'overflow', at };
  return { kind: 'crash', detail: error.message, at };
}
