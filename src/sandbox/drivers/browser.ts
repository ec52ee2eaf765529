import { createSandbox } from '../create-sandbox.ts';
import type { FileSet, Track } from '../protocol.ts';
import type { Driver, Room } from '../room.ts';
import type { Sandbox } from '../sandbox.ts';

/** Rooms as module workers of the page. */
export const browserDriver: Driver = {
  openInterpreter: (track) =>
    track === 'django'
      ? openWorker(new Worker(new URL('./browser-django.worker.ts', import.meta.url), { type: 'module' }))
      : openWorker(new Worker(new URL('./browser-rebuild.worker.ts', import.meta.url), { type: 'module' })),
  openExaminer: () =>
    openWorker(new Worker(new URL('./browser-examiner.worker.ts', import.meta.url), { type: 'module' })),
};

/** A sandbox of the page. Nothing is loaded before it is used. */
export function createBrowserSandbox(track: Track, loadBase: () => Promise<FileSet>): Sandbox {
  return createSandbox({ track, driver: browserDriver, loadBase });
}

function openWorker(worker: Worker): Room {
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    onDeath: (listener) =>
      // A worker that can't be loaded gives an event without a message.
      worker.addEventListener(
        'error',
        ({ message }) => listener(message || 'its files could not be loaded'),
        {
          once: true,
        },
      ),
    kill: () => worker.terminate(),
  };
}
