import { parentPort } from 'node:worker_threads';
import type { Door } from '../room.ts';

/** The door of the worker thread that this code runs in. @throws {Error} on the main thread */
export function nodeDoor(): Door {
  if (parentPort === null) throw new Error('A room must be opened by a driver, as a worker thread.');
  const port = parentPort;
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  };
}
