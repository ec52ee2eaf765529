import { once } from '../../django/once.ts';
import type { OutputLog } from './output-log.ts';
import type { Screen, ScreenOptions } from './screen.ts';

/** A screen that shows a log, whose program is loaded when it is looked at first. */
export interface LazyScreen {
  load(): Promise<Screen>;
  /** Empties the log, and the screen if there is one. */
  clear(): void;
  close(): void;
}

export function lazyScreen(log: OutputLog, options: ScreenOptions): LazyScreen {
  let shown: Screen | null = null;
  let closed = false;

  const load = once(async () => {
    const { createScreen } = await import('./screen.ts');
    const screen = createScreen(options);
    if (closed) screen.dispose();
    else {
      shown = screen;
      screen.write(log.text());
      log.onWrite(screen.write);
    }
    return screen;
  });

  return {
    load,
    clear() {
      log.clear();
      shown?.clear();
    },
    close() {
      closed = true;
      shown?.dispose();
      shown = null;
    },
  };
}
