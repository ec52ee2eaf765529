/**
 * Exercises of the Rebuild track checked in an emulated container, with the real project: a real `npm ci`, a real run of
 * Vitest. npm needs a registry. That every known answer is judged alike is for `tests/project/`, which runs the same
 * project; here a few of each exercise come through the driver.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createContainerSlot } from '../../src/sandbox/container/boot.ts';
import { createContainerSandbox } from '../../src/sandbox/container/sandbox.ts';
import { createSandbox } from '../../src/sandbox/create-sandbox.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet, Report, SandboxState } from '../../src/sandbox/protocol.ts';
import { findExercises } from '../course/submissions.ts';
import { createEmulator } from './emulator.ts';
import { realProjects } from './real-project.ts';

const exercises = (await findExercises()).filter(({ track }) => track === 'rebuild');
const onion = exercises.find(({ id }) => id === '02-order/compose-the-onion');
if (onion === undefined) throw new Error('There is no 02-order/compose-the-onion: take another one.');
const emulator = createEmulator();
const slot = createContainerSlot({ loadApi: async () => emulator });
const sandbox = createContainerSandbox({ slot, ...realProjects });
const embedded = createSandbox({ track: 'rebuild', driver: nodeDriver, loadBase: () => loadBase('rebuild') });
let output = '';
sandbox.workspace.onOutput((text) => {
  output += text;
});

beforeAll(() => sandbox.warm());
afterAll(async () => {
  await Promise.all([sandbox.close(), embedded.close()]);
  await emulator.settled();
});

/** What two runs of the same suite on the same files have in common. */
function timeless({ verdict, tests, output: printed }: Report): unknown {
  return { verdict, printed, tests: tests.map((each) => ({ ...each, milliseconds: 0 })) };
}

async function expectSame(id: string, files: FileSet): Promise<Report> {
  const options = { seed: 20_261, order: 'listed' } as const;
  const [report, wanted] = await Promise.all([
    sandbox.check(id, files, options),
    embedded.check(id, files, options),
  ]);
  expect(timeless(report)).toEqual(timeless(wanted));
  return report;
}

describe.for(exercises)('$id has the verdict and the messages of the embedded sandbox', (exercise) => {
  const { id, start, right, wrong } = exercise;
  const [solution = start] = right;

  test.for([start, solution, ...wrong.slice(-1)])('on $name', async ({ files }) => {
    await expectSame(id, files);
  });
});

describe('a check in a container has the verdict and the messages of the embedded sandbox', () => {
  const { id, start, right } = onion;
  const [solution = start] = right;

  test('on a file that can’t be read', async () => {
    const [editable = ''] = Object.keys(start.files).filter((path) => !/test|scenario/.test(path));
    const report = await expectSame(id, { ...solution.files, [editable]: 'export const = ;\n' });
    expect(report.tests[0]?.name).toBe('The project starts');
  });

  test('on a loop that never ends, though a test of the learner’s would hang in it too', async () => {
    const [editable = ''] = Object.keys(start.files).filter((path) => !/test|scenario/.test(path));
    const { [editable]: code = '' } = solution.files;
    const endless = code.replace(/(export function \w+\([^)]*\)[^{]*\{)/, '$1\n  for (;;);');
    expect(endless).not.toBe(code);
    const report = await expectSame(id, { ...solution.files, [editable]: endless });
    expect(report.tests[0]?.message).toMatch(/^Your code was still running after 5 seconds/);
  });
});

describe('a check in a container', () => {
  const exercise = onion;
  const files = exercise.right[0]?.files ?? {};

  test('tells its progress, prints what Vitest prints, and leaves the suite nowhere', async () => {
    const states: SandboxState[] = [];
    const unsubscribe = sandbox.state.listen((state) => states.push(state));
    output = '';
    await sandbox.check(exercise.id, files);
    unsubscribe();
    expect(states.at(0)).toEqual({ phase: 'running', finished: 0, total: null });
    expect(states.some((state) => state.phase === 'running' && state.total !== null)).toBe(true);
    expect(states.at(-1)).toEqual({ phase: 'ready' });
    expect(output).toContain('suite.test.js');
    expect(output).not.toContain('\u001e');
    expect(await readdir(join(emulator.folder(), '.inside-out'))).not.toContain('suite.test.js');
  });

  test('that is called off ends at once, and the next one is judged', async () => {
    const abort = new AbortController();
    output = '';
    const checking = sandbox.check(exercise.id, exercise.start.files, { signal: abort.signal });
    checking.catch(() => undefined);
    await vi.waitFor(() => expect(output).toContain('RUN'), 60_000);
    abort.abort(new Error('called off'));
    await expect(checking).rejects.toThrow('called off');
    expect((await sandbox.check(exercise.id, files)).verdict).toBe('passed');
  });

  test('needs no address of any registry: the lock names none', async () => {
    const lock = await readFile(join(emulator.folder(), 'package-lock.json'), 'utf8');
    expect(lock).not.toMatch(/"resolved": "http/);
    expect(emulator.calls.filter((call) => call.startsWith('spawn npm'))).toHaveLength(1);
  });
});
