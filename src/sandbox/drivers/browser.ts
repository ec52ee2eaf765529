import { createSandbox } from '../create-sandbox.ts';
import type { FileSet, Track } from '../protocol.ts';
import type { Driver, Room } from '../room.ts';
import type { Sandbox } from '../sandbox.ts';

/** Rooms as module workers of the page. */
export const browserDriver: Driver = {
  shared: { value: null },
  openInterpreter: (track) => openWorker(track === 'django' ? djangoWorker() : rebuildWorker()),
  openExaminer: () =>
    openWorker(new Worker(new URL('./browser-examiner.worker.ts', import.meta.url), { type: 'module' })),
};

/** A sandbox of the page. Nothing is loaded before it is used. @param spare whether a second interpreter stands by */
export function createBrowserSandbox(track: Track, loadBase: () => Promise<FileSet>, spare = true): Sandbox {
  return createSandbox({ track, driver: browserDriver, loadBase, spare });
}

/** `?boot=scratch` does without the snapshot. The bundler reads these options: they must be literals. */
function djangoWorker(): Worker {
  const scratch = new URLSearchParams(location.search).get('boot') === 'scratch';
  return scratch
    ? new Worker(new URL('./browser-django.worker.ts', import.meta.url), {
        type: 'module',
        name: 'from scratch',
      })
    : new Worker(new URL('./browser-django.worker.ts', import.meta.url), { type: 'module' });
}

function rebuildWorker(): Worker {
  return new Worker(new URL('./browser-rebuild.worker.ts', import.meta.url), { type: 'module' });
}

function openWorker(worker: Worker): Room {
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    onDeath: (listener) =>
      // A worker that can't be loaded gives an event without a message.
      worker.addEventListener(
        'error',
        ({ message }) =>
          listener(
            message
              ? { detail: message }
              : { detail: 'its program could not be loaded. Look at your connection.', unreachable: true },
          ),
        {
          once: true,
        },
      ),
    kill: () => worker.terminate(),
  };
}
