/** The editor's texts and the files of a container in step, with the real workspace on the emulator. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atom } from 'nanostores';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { syncFiles } from '../../src/components/container/sync.ts';
import { type Attempt, createAttempt } from '../../src/components/workbench/attempt.ts';
import type { ExerciseView } from '../../src/components/workbench/view.ts';
import type { Draft } from '../../src/course/progress.ts';
import { createContainerSlot } from '../../src/sandbox/container/boot.ts';
import { createContainerSandbox } from '../../src/sandbox/container/sandbox.ts';
import { createEmulator } from './emulator.ts';
import { fakeOptions } from './fake-project.ts';

const exerciseOf = (id: string): ExerciseView => ({
  id,
  url: `/${id}/`,
  title: id,
  task: '',
  track: 'rebuild',
  minutes: 1,
  hints: [],
  files: {},
  taken: ['README.md', 'http.ts', 'onion.ts', 'package.json', 'package-lock.json'],
  shown: [{ path: 'onion.ts', text: 'passes', editable: true, html: '' }],
});
const attemptOf = (id: string): Attempt => createAttempt(exerciseOf(id), atom<Draft | null>(null) as never);

const emulator = createEmulator();
const sandbox = createContainerSandbox({
  slot: createContainerSlot({ loadApi: async () => emulator }),
  ...fakeOptions(),
});
const { workspace } = sandbox;
const file = (path: string): string => join(emulator.folder(), path);

let attempt: Attempt;
let paths: readonly string[];
let end: () => void;

function turnTo(next: Attempt): void {
  end?.();
  attempt = next;
  paths = [];
  end = syncFiles({
    workspace,
    attempt,
    pause: 20,
    onList: (listed) => {
      paths = listed;
    },
    onRemoved: () => undefined,
  });
}

const texts = (): Record<string, string> => ({ ...attempt.$texts.get() });
/** Resolves when what was done so far has been seen, twice. */
async function quiet(): Promise<void> {
  for (const round of [1, 2]) {
    const name = `seen-${round}-${Math.random()}.log`;
    await writeFile(file(name), '');
    await vi.waitFor(() => expect(paths).toContain(name), 10_000);
  }
}

beforeEach(async () => {
  turnTo(attemptOf('02-order/first'));
  await vi.waitFor(() => expect(paths).toContain('onion.ts'), 10_000);
});
afterEach(() => end());
afterAll(async () => {
  await sandbox.close();
  await emulator.settled();
});

test('texts go both ways', async () => {
  attempt.edit('onion.ts', 'fails');
  await vi.waitFor(async () => expect(await workspace.read('onion.ts')).toBe('fails'));
  await writeFile(file('onion.ts'), 'formatted');
  await writeFile(file('chain.ts'), 'mine');
  await vi.waitFor(() => expect(texts()).toEqual({ 'onion.ts': 'formatted', 'chain.ts': 'mine' }), 5_000);
  await rm(file('chain.ts'));
  await vi.waitFor(() => expect(texts()).toEqual({ 'onion.ts': 'formatted' }), 5_000);
});

test('a check, another exercise and the end of the container take nothing away', async () => {
  attempt.take('chain.ts', 'mine');
  const whole = { 'onion.ts': 'passes', 'chain.ts': 'mine' };
  await vi.waitFor(async () => expect(await workspace.read('chain.ts')).toBe('mine'), 5_000);
  await sandbox.check('02-order/first', attempt.files());
  await quiet();
  expect(texts()).toEqual(whole);

  const first = attempt;
  turnTo(attemptOf('02-order/second'));
  await vi.waitFor(async () => expect(await workspace.list()).not.toContain('chain.ts'), 5_000);
  await quiet();
  expect(texts()).toEqual({ 'onion.ts': 'passes' });
  expect({ ...first.$texts.get() }).toEqual(whole);
  turnTo(first);
  await vi.waitFor(() => expect(paths).toContain('chain.ts'), 5_000);

  emulator.breakDown('out of memory');
  await vi.waitFor(async () => expect(await workspace.list()).toContain('chain.ts'), 10_000);
  await quiet();
  expect(texts()).toEqual(whole);
  expect(first.$undo.get()).toBeNull();
});
