import type { PyodideAPI } from 'pyodide';

/** What JavaScript and the C libraries keep for the interpreter outside of its memory. */
export interface HostImage {
  /** Before the memory is put back. */
  beforeMemory(): void;
  afterMemory(): void;
}

/** What we use of Emscripten's module. */
interface Module {
  /** Armed interval timers by kind, of `setitimer`. */
  readonly timers: Readonly<Record<number, unknown>>;
  __setitimer_js(kind: number, milliseconds: number): number;
  /** @returns the mask before */
  _umask(mask: number): number;
  _sqlite3_randomness(length: number, buffer: number): void;
  finalizationRegistry: Pick<FinalizationRegistry<unknown>, 'register' | 'unregister'>;
}

/**
 * Cuts the interpreter off from what would call into its memory after an image was put back.
 * @returns what takes an image of the rest
 */
export function holdHost(pyodide: PyodideAPI): () => HostImage {
  const module = (pyodide as unknown as { _module: Module })._module;
  forgetProxies(module);
  dropCallbacks(pyodide);
  // Nobody sits at a server's terminal. In Node it would be the host's, which waits, and can't be closed.
  pyodide.setStdin({ stdin: () => null });
  return () => {
    const mask = module._umask(0);
    module._umask(mask);
    return {
      beforeMemory() {
        // The signal would reach a process that never asked for it, and end it.
        for (const kind of Object.keys(module.timers)) module.__setitimer_js(Number(kind), 0);
      },
      afterMemory() {
        // In Node's main thread this is the mask of the whole process.
        module._umask(mask);
        // SQLite's generator begins anew from the host's: ORDER BY RANDOM() would answer the same after each return.
        module._sqlite3_randomness(0, 0);
      },
    };
  };
}

/**
 * Python objects that JavaScript referred to are not released when JavaScript drops them: by then another object may
 * lie where they lay. Pyodide does the same where JavaScript has no FinalizationRegistry.
 */
function forgetProxies(module: Module): void {
  module.finalizationRegistry = { register: () => {}, unregister: () => false };
}

/**
 * Whatever Python puts on the event loop of the host never runs: a server's thread has no such loop either, and a timer
 * would go off between requests, or after an image was put back.
 */
function dropCallbacks(pyodide: PyodideAPI): void {
  pyodide.runPython(`
from pyodide import webloop
if not hasattr(webloop, "theirs"):
    # Kept, since a snapshot expects it where it is.
    webloop.theirs = webloop.scheduleCallback
    webloop.scheduleCallback = lambda callback, delay: None
del webloop`);
}
