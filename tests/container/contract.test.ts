/** The driver's contract on rooms that are processes in a container. */
import { afterAll, test } from 'vitest';
import { treeOf } from '../../src/sandbox/container/changes.ts';
import { createContainerDriver, ROOM_PROGRAMS } from '../../src/sandbox/container/driver.ts';
import { CONTRACT, openForContract } from '../../src/sandbox/contract/contract.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { bundleRoom } from './bundle-room.ts';
import { createEmulator } from './emulator.ts';

const emulator = createEmulator();
const container = await emulator.boot({});
await container.mount(
  treeOf({
    'package.json': '{"type":"module"}',
    [ROOM_PROGRAMS.rebuild]: await bundleRoom('src/sandbox/container/rebuild-room.ts'),
  }),
);
afterAll(async () => {
  container.teardown();
  await emulator.settled();
});

const driver = createContainerDriver(container);
const tryRebuild = openForContract({ driver, loadBase }, 'rebuild');

test.for(CONTRACT.filter(({ track }) => track === 'rebuild'))(
  'in a container, on the $track track, $title',
  (each) => tryRebuild(each),
);
