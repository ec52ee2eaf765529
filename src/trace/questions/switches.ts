import type { Trace } from '../events.ts';

/** How often a request changed sides between threads and the event loop. */
export interface Switches {
  readonly total: number;
  readonly toSync: number;
  readonly toAsync: number;
  /** What was carried over, in order, each as often as it was. */
  readonly callees: readonly string[];
}

/** Counts the calls that an adapter of asgiref (`sync_to_async`, `async_to_sync`) carried to the other side. */
export function switchesOf(trace: Trace): Switches {
  const switches = trace.filter((event) => event.kind === 'switched');
  const toSync = switches.filter(({ to }) => to === 'sync').length;
  return {
    total: switches.length,
    toSync,
    toAsync: switches.length - toSync,
    callees: switches.map(({ callee }) => callee),
  };
}
