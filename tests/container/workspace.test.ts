import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createContainerSlot } from '../../src/sandbox/container/boot.ts';
import { createContainerSandbox } from '../../src/sandbox/container/sandbox.ts';
import type { Server } from '../../src/sandbox/container/workspace.ts';
import { createEmulator } from './emulator.ts';
import { fakeOptions } from './fake-project.ts';

const emulator = createEmulator();
const slot = createContainerSlot({ loadApi: async () => emulator });
const sandbox = createContainerSandbox({ slot, ...fakeOptions() });
const { workspace } = sandbox;
const EXERCISE = '02-order/compose-the-onion';
const open = (files = {}) => workspace.open(EXERCISE, { 'onion.ts': 'passes', ...files });

afterAll(async () => {
  await sandbox.close();
  await emulator.settled();
});

test('shows an exercise before it is checked, without what npm and the check put in', async () => {
  await open();
  await sandbox.check(EXERCISE, { 'onion.ts': 'passes' });
  expect(await workspace.list()).toEqual([
    'README.md',
    'http.ts',
    'onion.ts',
    'package-lock.json',
    'package.json',
    'vitest/package.json',
    'vitest/vitest.mjs',
  ]);
  expect(await workspace.read('onion.ts')).toBe('passes');
});

test('writes, renames and removes files, and makes the folders that they need', async () => {
  await open();
  await workspace.write('notes/one.md', 'one');
  await workspace.rename('notes/one.md', 'other/place/two.md');
  expect(await workspace.read('other/place/two.md')).toBe('one');
  await workspace.remove('other');
  expect((await workspace.list()).filter((path) => /notes|other/.test(path))).toEqual([]);
});

test('writes in the order in which it was asked to', async () => {
  await open();
  await Promise.all(Array.from({ length: 20 }, (_, round) => workspace.write('counted.txt', `${round}`)));
  expect(await workspace.read('counted.txt')).toBe('19');
});

test('tells of changes that a program makes, in new folders too, and of none in node_modules', async () => {
  await open();
  const told = new Set<string>();
  const unwatch = workspace.watch((paths) => {
    for (const path of paths) told.add(path);
  });
  await workspace.write('deep/folder/a.txt', 'a');
  await vi.waitFor(() => expect(told).toContain('deep'));
  await vi.waitFor(async () => {
    await writeFile(join(emulator.folder(), 'deep/folder/b.txt'), `${told.size}`);
    expect(told).toContain('deep/folder/b.txt');
  });
  await writeFile(join(emulator.folder(), 'node_modules/x.txt'), '');
  await workspace.write('last.txt', '');
  await vi.waitFor(() => expect(told).toContain('last.txt'));
  expect([...told].filter((path) => path.startsWith('node_modules'))).toEqual([]);
  unwatch();
});

test('has a terminal in the project, of the size that it was given', async () => {
  await open();
  const { input, output, exit } = await workspace.terminal({ cols: 80, rows: 24 });
  const writer = input.getWriter();
  await writer.write('cat onion.ts; stty size; exit 4\n');
  let text = '';
  for await (const chunk of output) text += chunk;
  expect(text).toMatch(/passes24 80\r\n/);
  expect(await exit).toBe(4);
});

test('tells of a container’s end to its terminal, and of the next container', async () => {
  await open();
  const lives: AbortSignal[] = [];
  const off = workspace.onContainer((gone) => lives.push(gone));
  const terminal = await workspace.terminal({ cols: 80, rows: 24 });
  emulator.breakDown('out of memory');
  await expect(terminal.exit).rejects.toThrow('the container says "out of memory"');
  expect(lives.map(({ aborted }) => aborted)).toEqual([true]);
  await open();
  expect(lives.map(({ aborted }) => aborted)).toEqual([true, false]);
  off();
});

test('installs the packages of a project that is opened', async () => {
  const cold = createEmulator();
  const own = createContainerSandbox({
    slot: createContainerSlot({ loadApi: async () => cold }),
    ...fakeOptions(),
  });
  await own.workspace.open(EXERCISE, { 'onion.ts': 'passes' });
  await own.workspace.open(EXERCISE, { 'onion.ts': 'passes' });
  await vi.waitFor(() => expect(own.state.get()).toEqual({ phase: 'ready' }), 20_000);
  expect(cold.calls.filter((call) => call.startsWith('spawn'))).toEqual([
    'spawn npm ci --no-audit --no-fund',
  ]);
  await own.close();
  await cold.settled();
});

test('tells of each project that is laid, before any file of it comes', async () => {
  await open();
  const told: string[] = [];
  const before = new Set(await workspace.list());
  const ends: Promise<unknown>[] = [];
  const off = workspace.onLay(({ exercise, files, done }) => {
    told.push(`${exercise} ${files['chain.ts']}`);
    ends.push(done.then(async () => told.push((await workspace.read('chain.ts')).trim())));
  });
  expect(before).not.toContain('chain.ts');
  await open({ 'chain.ts': 'own' });
  await Promise.all(ends);
  await sandbox.check(EXERCISE, { 'onion.ts': 'passes', 'chain.ts': 'changed' });
  await Promise.all(ends);
  expect(told).toEqual([`${EXERCISE} own`, 'own', `${EXERCISE} changed`, 'changed']);
  off();
});

test('tells of a server that listens, and of its end', async () => {
  await open({ 'server.cjs': 'require("node:http").createServer().listen(0);' });
  const told: (readonly Server[])[] = [];
  const off = workspace.onServers((servers) => told.push(servers));
  const terminal = await workspace.terminal({ cols: 80, rows: 24 });
  const writer = terminal.input.getWriter();
  await writer.write('node server.cjs\n');
  await vi.waitFor(() => expect(told).toHaveLength(1), 20_000);
  const [server] = told[0] ?? [];
  expect(server?.url).toBe(`http://localhost:${server?.port}`);
  await writer.write('\u0003');
  await vi.waitFor(() => expect(told.at(-1)).toEqual([]), 20_000);
  off();
  terminal.kill();
});

test('boots a container when something is asked of it, and tells so', async () => {
  const cold = createEmulator();
  const own = createContainerSandbox({
    slot: createContainerSlot({ loadApi: async () => cold }),
    ...fakeOptions(),
  });
  const phases: string[] = [];
  own.state.subscribe(({ phase }) => phases.push(phase));
  expect(await own.workspace.list()).toEqual([]);
  expect([phases.at(0), phases.at(1), phases.at(-1)]).toEqual(['idle', 'booting', 'idle']);
  await own.close();
  await cold.settled();
});
