import type { Door } from '../room.ts';

/** The door of the worker that this code runs in. */
export function browserDoor(): Door {
  return {
    post: (message) => postMessage(message),
    onMessage: (listener) => addEventListener('message', ({ data }) => listener(data)),
  };
}
