import type { Door } from '../room.ts';
import { createMessageReader, messageLine } from './wire.ts';

/** The door of the process that this code runs in: messages over its input and output. For Node. */
export function processDoor(): Door {
  const { stdin, stdout } = process;
  // A terminal would echo what comes in, and hand it on by the line.
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return {
    post: (message) => void stdout.write(messageLine('from the room', message)),
    onMessage(listener) {
      const reader = createMessageReader('to the room', listener, () => undefined);
      stdin.on('data', (chunk) => reader.write(String(chunk)));
    },
  };
}
