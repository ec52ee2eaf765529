import type { SourceLine } from '../trace/events.ts';

/** What a verb may print before it is stopped, in bytes. Far less is shown (`OUTPUT_LIMIT`). */
export const PRINT_LIMIT = 10 * 2 ** 20;

/** POSIX's signal for a process that has used up its time; `inside_out/limits.py` answers it. */
const SIGXCPU = 24;

/** How often Python is told again, in milliseconds: it puts up with one signal for a while, to clean up. */
const REPEAT = 20;

/** Python asks every 50 jumps and calls. A look at the clock costs more than that, so not each time. */
const ASKED_PER_LOOK = 4;

/** How a verb was ended against its will, as data. `at`: the learner's line that was running, if that is known. */
export type Stop =
  /** It outlived its limit. `asked` is how long a sleep was to last, in seconds, if it was one. */
  | {
      readonly kind: 'timeout';
      readonly milliseconds: number;
      readonly asked: number | null;
      readonly at: SourceLine | null;
    }
  /** It printed more than `PRINT_LIMIT`. */
  | { readonly kind: 'output'; readonly bytes: number; readonly at: SourceLine | null }
  /** It asked for more memory than there is: the memory would have been that large, in bytes. */
  | { readonly kind: 'memory'; readonly bytes: number; readonly at: SourceLine | null }
  /** It ended the process, as `os._exit` and some signals do. The interpreter is dead. */
  | { readonly kind: 'exit'; readonly status: number; readonly at: SourceLine | null }
  /** Calls or data were nested deeper than WebAssembly's stack. The interpreter is dead. */
  | { readonly kind: 'overflow'; readonly at: SourceLine | null }
  /** Anything else that WebAssembly doesn't survive: an abort, a wrong address. The interpreter is dead. */
  | { readonly kind: 'crash'; readonly detail: string; readonly at: SourceLine | null };

/** `Stop` of inside_out/limits.py. */
export interface PythonStop {
  readonly at: SourceLine | null;
  readonly asked: number | null;
}

/** A verb was stopped, or the interpreter died of it. */
export class CodeStopped extends Error {
  override readonly name = 'CodeStopped';
  readonly stop: Stop;

  constructor(stop: Stop) {
    super(`The code was stopped: ${stop.kind}`);
    this.stop = stop;
  }
}

/** What learner code may use while a verb runs. One for each room: it runs one verb at a time. */
export interface Limits {
  /**
   * Runs a verb, which has that many milliseconds.
   * @throws {CodeStopped} when it went too far, also if Python or the learner's code made something else of it
   */
  within<Value>(milliseconds: number, verb: () => Value): Value;
  /** What is left of the running verb's time, in seconds; null while none runs. */
  secondsLeft(): number | null;
  /**
   * An interrupt buffer for Pyodide: Python reads it every few instructions, so it needn't be shared memory.
   * @param lineNow the learner's line that is running while Python reads it
   */
  signals(lineNow: () => SourceLine | null): { 0: number };
  /** To be told of what is printed. Says whether that just became too much: Python is to look for a signal then. */
  printed(bytes: number): boolean;
  /** To be told that memory of that size, in bytes, was refused. */
  refused(bytes: number): void;
  /** What ended the verb, when Python says that it was stopped. */
  stopped(stop: PythonStop): CodeStopped;
}

export interface LimitsOptions {
  /** Told once in each verb that has gone too far, before Python knows: what happens next may take for ever. */
  onStopping?(at: SourceLine | null): void;
  /** The time in milliseconds. */
  now?(): number;
}

export function createLimits({ onStopping, now = Date.now }: LimitsOptions = {}): Limits {
  let running: { readonly milliseconds: number; readonly ends: number } | null = null;
  let signalAt = Number.POSITIVE_INFINITY;
  let asked = 0;
  let told = false;
  let printed = 0;
  let refused: number | null = null;

  const signals = (lineNow: () => SourceLine | null): { 0: number } => ({
    get 0() {
      asked += 1;
      if (signalAt > 0 && asked % ASKED_PER_LOOK !== 0) return 0;
      const time = now();
      if (time < signalAt) return 0;
      signalAt = time + REPEAT;
      if (!told) onStopping?.(lineNow());
      told = true;
      return SIGXCPU;
    },
    set 0(_signal: number) {
      // Python acknowledges each signal.
    },
  });

  function stopped({ at, asked: sleep }: PythonStop): CodeStopped {
    if (printed > PRINT_LIMIT) return new CodeStopped({ kind: 'output', bytes: printed, at });
    return new CodeStopped({ kind: 'timeout', milliseconds: running?.milliseconds ?? 0, asked: sleep, at });
  }

  return {
    signals,
    stopped,
    within(milliseconds, verb) {
      const ends = now() + milliseconds;
      running = { milliseconds, ends };
      signalAt = ends;
      told = false;
      printed = 0;
      refused = null;
      const outcome = outcomeOf(verb);
      running = null;
      signalAt = Number.POSITIVE_INFINITY;
      // Django makes a page of a MemoryError, and learner code may do anything with it.
      if (refused !== null) {
        throw new CodeStopped({ kind: 'memory', bytes: refused, at: memoryErrorAt(outcome) });
      }
      if ('error' in outcome) throw outcome.error;
      // Printed at its very end, when Python looked for no more signals.
      if (printed > PRINT_LIMIT) throw new CodeStopped({ kind: 'output', bytes: printed, at: null });
      return outcome.value;
    },
    secondsLeft: () => running && Math.max(0, running.ends - now()) / 1000,
    printed(bytes) {
      const before = printed;
      printed += bytes;
      const tooMuch = running !== null && before <= PRINT_LIMIT && printed > PRINT_LIMIT;
      if (tooMuch) signalAt = 0;
      return tooMuch;
    },
    refused(bytes) {
      refused = bytes;
    },
  };
}

function outcomeOf<Value>(verb: () => Value): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: verb() };
  } catch (error) {
    return { error };
  }
}

interface Raising {
  readonly exception: string;
  readonly at: SourceLine | null;
}

/** Where a MemoryError was raised: in the trace of an exchange, or in what a `PythonFailure` or `CodeStopped` says. */
function memoryErrorAt(outcome: { readonly value?: unknown; readonly error?: unknown }): SourceLine | null {
  const { trace = [], escaped } = (outcome.value ?? {}) as {
    readonly trace?: readonly Partial<Raising>[];
    readonly escaped?: Raising | null;
  };
  const { error, stop } = (outcome.error ?? {}) as { readonly error?: Raising; readonly stop?: Stop };
  const raised = [...trace, escaped, error].find((event) => event?.exception === 'MemoryError' && event.at);
  return raised?.at ?? stop?.at ?? null;
}
