/**
 * Experimental: real Django in a process of a container, through the package `pyodide`, by the same contract; its stops
 * are left to the drivers that pages use. npm needs a registry.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBaseProject } from '../../src/django/base-project.ts';
import { nodeRuntimeSource } from '../../src/django/node-source.ts';
import { buildSitePackages } from '../../src/django/site-packages.ts';
import { buildSnapshot } from '../../src/django/snapshot/build.ts';
import { ensureWheels } from '../../src/django/wheels.ts';
import { treeOf } from '../../src/sandbox/container/changes.ts';
import { createContainerDriver, ROOM_PROGRAMS } from '../../src/sandbox/container/driver.ts';
import { openForContract } from '../../src/sandbox/contract/contract.ts';
import { DJANGO_CASES } from '../../src/sandbox/contract/django-cases.ts';
import { loadBase, root } from '../../src/sandbox/drivers/node-files.ts';
import { bundleRoom } from './bundle-room.ts';
import { createEmulator } from './emulator.ts';

const emulator = createEmulator();
const container = await emulator.boot({});
afterAll(async () => {
  container.teardown();
  await emulator.settled();
});

const ours = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** What the site ships for its interpreters, as bytes. */
async function runtimeFiles(): Promise<Record<string, { file: { contents: Uint8Array } }>> {
  const { path } = await buildSitePackages({ wheels: await ensureWheels() });
  const snapshot = await buildSnapshot({
    source: nodeRuntimeSource(),
    project: await readBaseProject(),
  });
  const files = Object.entries({ ...snapshot, 'site-packages.zip': path });
  return Object.fromEntries(
    await Promise.all(
      files.map(async ([name, file]) => [name, { file: { contents: new Uint8Array(await readFile(file)) } }]),
    ),
  );
}

beforeAll(async () => {
  const { pyodide } = ours.dependencies;
  await container.mount(
    treeOf({
      'package.json': JSON.stringify({ type: 'module', dependencies: { pyodide } }),
      [ROOM_PROGRAMS.django]: await bundleRoom('src/sandbox/container/django-room.ts', [
        'pyodide',
        'pyodide/pyodide.asm.mjs',
      ]),
    }),
  );
  await container.mount({ '.inside-out': { directory: { runtime: { directory: await runtimeFiles() } } } });
  const install = await container.spawn('npm', ['install', '--no-audit', '--no-fund']);
  expect(await install.exit).toBe(0);
});

const driver = createContainerDriver(container);
const tryDjango = openForContract({ driver, loadBase }, 'django');
/** Django may have to boot from scratch. */
const timeout = 120_000;

test.for(DJANGO_CASES)('in a container, on the Django track, $title', { timeout }, (each) => tryDjango(each));
