import { Worker } from 'node:worker_threads';
import type { Death, Driver, Room } from '../room.ts';

/** Rooms as worker threads. No jail: for code that the course itself wrote. */
export const nodeDriver: Driver = {
  shared: { value: null },
  openInterpreter: (track) => openThread(new URL(`./node-${track}.worker.ts`, import.meta.url)),
  openExaminer: () => openThread(new URL('./node-examiner.worker.ts', import.meta.url)),
};

/** Opens a worker thread that runs `entry`. */
export function openThread(entry: URL): Room {
  const worker = new Worker(entry, { stdout: true, stderr: true });
  let killed = false;
  const listeners: ((death: Death) => void)[] = [];
  const die = (detail: string): void => {
    if (killed) return;
    killed = true;
    for (const listener of listeners) listener({ detail });
  };
  worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => die(`its thread ended with exit code ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onDeath: (listener) => void listeners.push(listener),
    kill() {
      killed = true;
      void worker.terminate();
    },
  };
}
