/** Isolates a page whose host doesn't: a service worker adds the headers, from the page's next load on. */

import { SCRIPTS_FOLDER } from '../../hosting/isolation.ts';

const script = '/isolate.js';

export interface Isolation {
  /** Whether this tab has loaded the page at `path` once more for it already. */
  tried(path: string): boolean;
  /** It is isolated: what was tried is forgotten, so that it may be tried again another day. */
  succeeded(path: string): void;
  /**
   * Puts the service worker in front of `path` and loads the page anew: once in a tab, however it ends. Resolves when
   * the page is about to be left; rejects when it stays.
   */
  isolate(path: string): Promise<void>;
  /**
   * Takes the service worker away from the pages that are loaded from now on.
   * @param isolated whether this page is isolated: as long as it lives, the scripts of its workers need the headers
   */
  release(isolated: boolean): Promise<void>;
}

interface Parts {
  readonly workers: Pick<ServiceWorkerContainer, 'register' | 'getRegistrations'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  reload(): void;
}

export function createIsolation(parts: () => Parts = pageParts): Isolation {
  const keyOf = (path: string): string => `inside-out:isolated:${path}`;
  return {
    tried(path) {
      try {
        return parts().storage.getItem(keyOf(path)) !== null;
      } catch {
        // What can't be remembered would be tried for ever.
        return true;
      }
    },
    succeeded(path) {
      try {
        parts().storage.removeItem(keyOf(path));
      } catch {
        // Nothing was remembered.
      }
    },
    async isolate(path) {
      const { workers, storage, reload } = parts();
      storage.setItem(keyOf(path), 'tried');
      // A worker's script is asked for by its own address, not by its page's.
      const scopes = [path, SCRIPTS_FOLDER];
      await Promise.all(scopes.map(async (scope) => active(await workers.register(script, { scope }))));
      reload();
    },
    async release(isolated) {
      const registrations = await parts().workers.getRegistrations();
      const ours = registrations.filter(
        ({ active: worker, scope }) =>
          worker &&
          new URL(worker.scriptURL).pathname === script &&
          !(isolated && new URL(scope).pathname === SCRIPTS_FOLDER),
      );
      await Promise.all(ours.map((registration) => registration.unregister()));
    },
  };
}

function pageParts(): Parts {
  return { workers: navigator.serviceWorker, storage: sessionStorage, reload: () => location.reload() };
}

function active({ installing, waiting, active: running }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting;
  if (running !== null || worker === null) return Promise.resolve();
  return new Promise((done, fail) => {
    function look({ state }: { readonly state: ServiceWorkerState }): void {
      if (state === 'activated') done();
      if (state === 'redundant') fail(new Error(`${script} could not be installed.`));
    }
    worker.addEventListener('statechange', () => look(worker));
    look(worker);
  });
}
