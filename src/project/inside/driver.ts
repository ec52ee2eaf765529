import { openThread } from '../../sandbox/drivers/node.ts';
import type { Driver } from '../../sandbox/room.ts';

/** Rooms for the Rebuild track alone, as worker threads of the file that lies beside this one. */
export const projectDriver: Driver = {
  shared: { value: null },
  openInterpreter: () => openThread(new URL('./room.js', import.meta.url)),
  openExaminer: () => {
    throw new Error('The suite runs in a worker of Vitest: no room is opened for it.');
  },
};
