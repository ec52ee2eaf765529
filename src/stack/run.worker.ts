/** Plays the stacks that it is sent, each with a message back: the replica in a Worker. */
import { runStack } from './run.ts';
import type { Stack } from './schema.ts';

self.onmessage = ({ data }: MessageEvent<Stack>): void => {
  self.postMessage(runStack(data));
};
