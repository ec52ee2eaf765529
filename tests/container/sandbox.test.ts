import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createContainerSlot } from '../../src/sandbox/container/boot.ts';
import {
  type ContainerSandbox,
  type ContainerSandboxOptions,
  createContainerSandbox,
} from '../../src/sandbox/container/sandbox.ts';
import type { SandboxState } from '../../src/sandbox/protocol.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { fakeOptions, fakeShared } from './fake-project.ts';

const EXERCISE = '02-order/compose-the-onion';
/** An install that never ends. */
const ENDLESS = { preinstall: 'node -e "setInterval(() => 0, 1e6)"' };

interface Bench {
  readonly emulator: Emulator;
  readonly sandbox: ContainerSandbox;
  readonly states: SandboxState[];
  output(): string;
}

const open: Bench[] = [];

function setUp(
  emulating: EmulatorOptions = {},
  options: Partial<ContainerSandboxOptions> = {},
  bootLimit?: number,
): Bench {
  const emulator = createEmulator(emulating);
  const slot = createContainerSlot({
    loadApi: async () => emulator,
    ...(bootLimit !== undefined && { limit: bootLimit }),
  });
  const sandbox = createContainerSandbox({ slot, ...fakeOptions(), ...options });
  const states: SandboxState[] = [];
  sandbox.state.subscribe((state) => states.push(state));
  let output = '';
  sandbox.workspace.onOutput((text) => {
    output += text;
  });
  const bench = { emulator, sandbox, states, output: () => output };
  open.push(bench);
  return bench;
}

afterEach(async () => {
  for (const { emulator, sandbox } of open.splice(0)) {
    await sandbox.close();
    await emulator.settled();
  }
});

async function hiddenFiles({ emulator }: Bench): Promise<string[]> {
  return readdir(join(emulator.folder(), '.inside-out')).catch(() => []);
}

/** The mounts and processes so far. */
const work = ({ emulator }: Bench): string[] => emulator.calls.filter((call) => /^(mount|spawn)/.test(call));

describe('a check', () => {
  test('boots, lays the project, installs, runs the suite, and takes it out again', async () => {
    const bench = setUp();
    const report = await bench.sandbox.check(
      EXERCISE,
      { 'onion.ts': 'passes' },
      { seed: 7, order: 'shuffled' },
    );
    expect(report.verdict).toBe('passed');
    expect(JSON.parse(report.output)).toEqual({
      seed: '7',
      order: 'shuffled',
      suite: `// the suite of ${EXERCISE}\n`,
    });
    expect(bench.emulator.calls).toEqual([
      'boot',
      'mount README.md http.ts onion.ts package-lock.json package.json vitest/package.json vitest/vitest.mjs',
      'spawn npm ci --no-audit --no-fund',
      'mount .inside-out/suite.test.js',
      'spawn node node_modules/vitest/vitest.mjs run .inside-out/suite.test.js',
    ]);
    expect(await hiddenFiles(bench)).toEqual([]);
  });

  test('tells in words what it does', async () => {
    const { sandbox, states } = setUp();
    await sandbox.check(EXERCISE, { 'onion.ts': 'passes' });
    expect(states).toEqual([
      { phase: 'idle' },
      { phase: 'booting', step: 'Loading the client of WebContainer' },
      { phase: 'booting', step: 'Booting the WebContainer: waiting for its vendor, stackblitz.com' },
      { phase: 'booting', step: 'Laying the project in the container' },
      { phase: 'booting', step: 'Installing the packages of the project (npm ci)' },
      { phase: 'running', finished: 0, total: null },
      { phase: 'ready' },
    ]);
  });

  test('that fails is a report, and what Vitest prints for people is told without the frames', async () => {
    const bench = setUp();
    expect((await bench.sandbox.check(EXERCISE, { 'onion.ts': 'fails' })).verdict).toBe('failed');
    expect(bench.output()).toMatch(/RUN fails run \.inside-out\/suite\.test\.js\nTests done\n$/);
    expect(bench.sandbox.state.get()).toEqual({ phase: 'ready' });
  });

  test('after another mounts only what changed, and installs nothing', async () => {
    const bench = setUp();
    await bench.sandbox.check(EXERCISE, { 'onion.ts': 'fails', 'own.ts': '1' });
    const before = work(bench).length;
    await bench.sandbox.check(EXERCISE, { 'onion.ts': 'passes', 'new/own.ts': '1' });
    expect(work(bench).slice(before)).toEqual([
      'mount new/own.ts onion.ts',
      'mount .inside-out/suite.test.js',
      'spawn node node_modules/vitest/vitest.mjs run .inside-out/suite.test.js',
    ]);
    expect(await bench.sandbox.workspace.list()).not.toContain('own.ts');
    expect(await readdir(join(bench.emulator.folder(), 'node_modules'))).toContain('vitest');
  });

  test('judges the files that it is given, whatever a terminal made of them', async () => {
    const { sandbox } = setUp();
    await sandbox.check(EXERCISE, { 'onion.ts': 'passes' });
    await sandbox.workspace.write('onion.ts', 'fails');
    expect((await sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).verdict).toBe('passed');
  });

  test('of another exercise finds nothing of the one before', async () => {
    const { sandbox } = setUp();
    await sandbox.check(EXERCISE, { 'onion.ts': 'passes', 'own.ts': '1' });
    await sandbox.workspace.write('notes/mine.txt', 'left behind');
    const report = await sandbox.check('02-order/other', { 'onion.ts': 'passes' });
    expect(JSON.parse(report.output).suite).toBe('// the suite of 02-order/other\n');
    expect(await sandbox.workspace.list()).toEqual([
      'README.md',
      'http.ts',
      'onion.ts',
      'package-lock.json',
      'package.json',
      'vitest/package.json',
      'vitest/vitest.mjs',
    ]);
  });

  test('waits for the one before it', async () => {
    const { sandbox } = setUp();
    const verdicts = await Promise.all(
      ['passes', 'fails', 'passes'].map(
        async (word) => (await sandbox.check(EXERCISE, { 'onion.ts': word })).verdict,
      ),
    );
    expect(verdicts).toEqual(['passed', 'failed', 'passed']);
  });

  test('after a warm-up neither boots nor installs', async () => {
    const bench = setUp();
    await Promise.all([bench.sandbox.warm(), bench.sandbox.warm()]);
    expect(bench.sandbox.state.get()).toEqual({ phase: 'ready' });
    const before = work(bench).length;
    await bench.sandbox.check(EXERCISE, { 'onion.ts': 'passes' });
    expect(
      work(bench)
        .slice(before)
        .filter((call) => call.startsWith('spawn npm')),
    ).toEqual([]);
    expect(bench.emulator.calls.filter((call) => call === 'boot')).toHaveLength(1);
  });

  test('whose process ends without a report says what it printed last', async () => {
    const bench = setUp();
    await expect(bench.sandbox.check(EXERCISE, { 'onion.ts': 'dies' })).rejects.toMatchObject({
      fault: { kind: 'crash', detail: 'Vitest ended with exit code 3 and without a report' },
      message: expect.stringMatching(/\n\nWhat it printed last:\nRUN dies .*\nvitest\.config\.js is broken$/),
    });
    expect(bench.sandbox.state.get()).toMatchObject({ phase: 'failed' });
    expect(await hiddenFiles(bench)).toEqual([]);
    expect((await bench.sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).verdict).toBe('passed');
  });

  test('whose process lingers after its report has its verdict all the same', async () => {
    const bench = setUp();
    expect((await bench.sandbox.check(EXERCISE, { 'onion.ts': 'lingers' })).verdict).toBe('failed');
    expect(await hiddenFiles(bench)).toEqual([]);
  });

  test('whose packages can’t be installed says what npm said last', async () => {
    const loadShared = async () => ({ ...fakeShared(), 'package-lock.json': 'no lock' });
    const { sandbox } = setUp({}, { loadShared });
    await expect(sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).rejects.toMatchObject({
      fault: {
        kind: 'boot',
        network: true,
        detail: expect.stringMatching(/could not be installed: `npm ci` ended with exit code 1\.$/),
      },
      message: expect.stringMatching(/\n\nWhat npm printed last:\n.*npm/s),
    });
  });

  test('whose exercise can’t be loaded is a fault too', async () => {
    const { sandbox } = setUp({}, { loadExercise: () => Promise.reject(new Error('answered 404')) });
    await expect(sandbox.check(EXERCISE, {})).rejects.toMatchObject({
      fault: { kind: 'crash', detail: 'answered 404' },
    });
  });
});

describe.for(['boot', 'install', 'run'] as const)('in the stage of %s', (stage) => {
  let bench: Bench;
  let checking: Promise<unknown>;
  let abort: AbortController;

  /** A check that stays in that stage for ever. */
  async function begin(limits: { boot?: number; install?: number; run?: number } = {}): Promise<void> {
    const emulating: EmulatorOptions = stage === 'boot' ? { boots: ['hangs'] } : {};
    const shared = stage === 'install' ? fakeShared(ENDLESS) : fakeShared();
    bench = setUp(emulating, { ...fakeOptions(shared), limits }, limits.boot);
    abort = new AbortController();
    checking = bench.sandbox.check(EXERCISE, { 'onion.ts': 'loops' }, { signal: abort.signal });
    checking.catch(() => undefined);
    if (stage === 'boot') await vi.waitFor(() => expect(bench.emulator.calls).toContain('boot'));
    if (stage === 'install') await vi.waitFor(() => expect(work(bench).at(-1)).toMatch(/^spawn npm/), 20_000);
    if (stage === 'run') await vi.waitFor(() => expect(bench.output()).toContain('RUN loops'), 20_000);
  }

  describe('a check that is called off', () => {
    beforeEach(() => begin());

    test('rejects with the signal’s reason, leaves nothing behind, and the next one has its verdict', async () => {
      const reason = new DOMException('The learner has other plans.', 'AbortError');
      abort.abort(reason);
      await expect(checking).rejects.toBe(reason);
      expect(bench.sandbox.state.get()).toEqual({ phase: stage === 'run' ? 'ready' : 'idle' });
      if (stage === 'install') return;
      if (stage === 'run') expect(await hiddenFiles(bench)).toEqual([]);
      bench.emulator.release();
      expect((await bench.sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).verdict).toBe('passed');
    });

    test('rejects as closed when the sandbox is closed, and so does everything after it', async () => {
      await bench.sandbox.close();
      await expect(checking).rejects.toMatchObject({ fault: { kind: 'closed' } });
      await expect(bench.sandbox.check(EXERCISE, {})).rejects.toMatchObject({ fault: { kind: 'closed' } });
      await expect(bench.sandbox.warm()).rejects.toMatchObject({ fault: { kind: 'closed' } });
      await expect(bench.sandbox.workspace.list()).rejects.toMatchObject({ fault: { kind: 'closed' } });
      bench.emulator.release();
      await vi.waitFor(() => expect(bench.emulator.calls.at(-1)).toBe('teardown'));
    });
  });

  test('a check that takes too long is stopped, and says so', async () => {
    const limits = { boot: { boot: 50 }, install: { install: 400 }, run: { run: 1_000 } };
    await begin(limits[stage]).catch(() => undefined);
    const faults = {
      boot: { kind: 'boot', detail: expect.stringContaining('has not brought it up within 0.05 seconds.') },
      install: { kind: 'boot', detail: expect.stringContaining('`npm ci` was not done after 0.4 seconds.') },
      run: { kind: 'timeout', verb: 'examine', milliseconds: 1_000 },
    };
    await expect(checking).rejects.toMatchObject({ fault: faults[stage] });
    expect(bench.sandbox.state.get().phase).toBe(stage === 'run' ? 'ready' : 'failed');
    if (stage === 'run') expect(await hiddenFiles(bench)).toEqual([]);
  });
});

test('a process that can’t be killed costs the container, and another one is booted for the next check', async () => {
  let stubborn = true;
  const bench = setUp({ neverEnds: (command) => command === 'node' && stubborn }, { limits: { run: 1_000 } });
  await expect(bench.sandbox.check(EXERCISE, { 'onion.ts': 'loops' })).rejects.toMatchObject({
    fault: { kind: 'timeout', verb: 'examine' },
  });
  stubborn = false;
  expect((await bench.sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).verdict).toBe('passed');
  expect(bench.emulator.calls.filter((call) => call === 'boot' || call === 'teardown')).toEqual([
    'boot',
    'teardown',
    'boot',
  ]);
});

test('a boot that is refused fails the check, and the next one boots anew', async () => {
  const { sandbox } = setUp({ boots: ['rejects'] });
  await expect(sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).rejects.toMatchObject({
    fault: { kind: 'boot', network: true },
  });
  expect(sandbox.state.get()).toMatchObject({ phase: 'failed' });
  expect((await sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).verdict).toBe('passed');
});

test('a container that breaks fails the check that runs in it, and the next one finds another', async () => {
  const bench = setUp();
  const checking = bench.sandbox.check(EXERCISE, { 'onion.ts': 'loops' });
  checking.catch(() => undefined);
  await vi.waitFor(() => expect(bench.output()).toContain('RUN loops'), 20_000);
  bench.emulator.breakDown('Out of memory: wasm memory');
  await expect(checking).rejects.toMatchObject({
    fault: { kind: 'crash', detail: 'the container says "Out of memory: wasm memory"' },
  });
  expect((await bench.sandbox.check(EXERCISE, { 'onion.ts': 'passes' })).verdict).toBe('passed');
});

test('another lock is installed, the same one is not', async () => {
  let shared = fakeShared();
  const emulator = createEmulator();
  const slot = createContainerSlot({ loadApi: async () => emulator });
  const first = createContainerSandbox({ slot, ...fakeOptions(shared) });
  await first.warm();
  await first.warm();
  expect(emulator.calls.filter((call) => call.startsWith('spawn npm'))).toHaveLength(1);
  await first.close();
  shared = fakeShared({ change: '-2' });
  const second = createContainerSandbox({ slot, ...fakeOptions(shared) });
  await second.warm();
  expect(emulator.calls.filter((call) => call.startsWith('spawn npm'))).toHaveLength(2);
  expect(await readFile(join(emulator.folder(), 'package-lock.json'), 'utf8')).toContain('project-2');
  await second.close();
  await emulator.settled();
});
