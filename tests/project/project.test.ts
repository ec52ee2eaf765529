/**
 * Every exercise of the Rebuild track as a project of its own: installed for real, outside of the repository, and judged
 * there as the sandbox judges it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/create-sandbox.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet, Report } from '../../src/sandbox/protocol.ts';
import type { CheckOptions } from '../../src/sandbox/sandbox.ts';
import { type ExerciseUnderTest, findExercises, type Submission } from '../course/submissions.ts';
import { borrowPackages, install, npm, runCheck, type Unpacked, unpack } from './node-project.ts';

const exercises = (await findExercises()).filter(({ track }) => track === 'rebuild');
const inListedOrder = { seed: 20_260, order: 'listed' } as const;

/** A check of a project takes seconds, so two of an exercise's wrong answers are compared; with `EVERY_ANSWER=1` all are. */
const HANDFUL = process.env['EVERY_ANSWER'] === '1' ? Number.POSITIVE_INFINITY : 2;

/** Both ways at the same time: what counts in a run of the check is the time that an engine takes to start. */
async function bothReports(
  exercise: ExerciseUnderTest,
  files: FileSet,
  options: Required<CheckOptions> = inListedOrder,
): Promise<{ readonly inProject: Report; readonly inSandbox: Report }> {
  await using project = await unpack(exercise, files);
  await borrowPackages(installed, project);
  const sandbox = createSandbox({
    track: 'rebuild',
    driver: nodeDriver,
    loadBase: () => loadBase('rebuild'),
  });
  try {
    const [inProject, inSandbox] = await Promise.all([
      runCheck(project.folder, options),
      sandbox.check(exercise.id, files, options),
    ]);
    return { inProject: timeless(inProject), inSandbox: timeless(inSandbox) };
  } finally {
    await sandbox.close();
  }
}

/** A report without what differs between any two runs. */
function timeless(report: Report): Report {
  const tests = report.tests.map((result) => ({ ...result, milliseconds: 0 }));
  return { ...report, tests, milliseconds: 0 };
}

/** Where the packages are that all projects use. */
let installed: Unpacked;
beforeAll(async () => {
  const [first] = exercises;
  if (first === undefined) throw new Error('The Rebuild track has no exercise.');
  installed = await unpack(first, first.right[0]?.files ?? {});
  await install(installed.folder);
});
afterAll(() => installed?.[Symbol.asyncDispose]());

test('the packages come without anything that is built for one platform', async () => {
  const { output } = await npm(installed.folder, ['ls', '--all', '--parseable', '--long']);
  expect(output).toContain('esbuild-wasm@');
  expect(output).toContain('@rollup/wasm-node@');
  expect(output).not.toMatch(/@esbuild\/|@rollup\/rollup-|\.node\b/);
});

describe.each(exercises)('$id', (exercise) => {
  test('its zip with the reference solution passes npm test', async () => {
    await using project = await unpack(exercise, exercise.right[0]?.files ?? {});
    await borrowPackages(installed, project);
    const { code, output } = await npm(project.folder, ['test']);
    expect(output).toMatch(/✓ \|check\|/);
    expect(output).toMatch(/✓ \|yours\|/);
    expect(code, output).toBe(0);
  });

  const [solution = exercise.start, ...alternatives] = exercise.right;
  const compared = [
    exercise.start,
    solution,
    ...spread(alternatives, HANDFUL - 2),
    ...spread(exercise.wrong, HANDFUL),
  ];
  test.concurrent.each(compared)('$name gets the report that the sandbox gives', async ({ files }) => {
    const { inProject, inSandbox } = await bothReports(exercise, files);
    expect(inProject).toEqual(inSandbox);
  });
});

describe('whatever the exercise', () => {
  const exercise = exercises.find(({ id }) => id === '02-order/compose-the-onion');
  if (exercise === undefined) throw new Error('There is no 02-order/compose-the-onion: take another one.');
  const solved = exercise.right[0]?.files ?? {};
  const scenario = solved['scenario.ts'] ?? '';

  test.concurrent('a zip as a learner finds it fails npm test', async () => {
    await using project = await unpack(exercise, {});
    await borrowPackages(installed, project);
    const { code, output } = await npm(project.folder, ['test']);
    expect(output).toMatch(/❯ \|check\|/);
    expect(code, output).toBe(1);
  });

  test.concurrent('a loop that never ends in what one test calls is one failed test, in the same words', async () => {
    // One of its tests alone has a second view.
    const looping = scenario.replace(
      /^export function play\(.*\{$/m,
      (head) => `${head}\n  while (scene.secondView) {}`,
    );
    expect(looping).not.toBe(scenario);
    const { inProject, inSandbox } = await bothReports(exercise, { ...solved, 'scenario.ts': looping });
    expect(inProject).toEqual(inSandbox);
    const failed = inProject.tests.filter(({ status }) => status === 'failed');
    expect(failed.map(({ message }) => message)).toEqual([
      'Your code was still running after 5 seconds and was stopped. ' +
        'Look for a loop that never ends, or for a wait for something that never comes.',
    ]);
  });

  test.concurrent('a file that imports what is not there starts no test, in the same words', async () => {
    const broken = { ...solved, 'scenario.ts': `import './nowhere.ts';\n${scenario}` };
    const { inProject, inSandbox } = await bothReports(exercise, broken);
    expect(inProject).toEqual(inSandbox);
    expect(inProject.tests[0]).toMatchObject({ name: 'The project starts', status: 'failed' });
    expect(inProject.tests.slice(1).every(({ status }) => status === 'skipped')).toBe(true);
  });

  test.concurrent('a suite in shuffled order gives the report that the sandbox gives', async () => {
    const [wrong = exercise.start] = exercise.wrong;
    const { inProject, inSandbox } = await bothReports(exercise, wrong.files, { seed: 7, order: 'shuffled' });
    expect(inProject).toEqual(inSandbox);
  });

  test.concurrent("a test of the learner's that never ends is stopped, and the run says which", async () => {
    const endless = `import { test } from 'vitest';\n\ntest('never ends', () => {\n  while (true) {}\n});\n`;
    await using project = await unpack(exercise, { ...solved, 'endless.test.ts': endless });
    await borrowPackages(installed, project);
    const { code, output } = await npm(project.folder, ['test']);
    expect(output).toContain('endless.test.ts was silent for 15 seconds and was stopped.');
    expect(code).toBe(1);
  });
});

/** Up to `count` of them, by name and evenly far apart. */
function spread(submissions: readonly Submission[], count: number): readonly Submission[] {
  const sorted = submissions.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  if (sorted.length <= count) return sorted;
  return Array.from({ length: count }, (_, at) => sorted[Math.floor((at * sorted.length) / count)]).filter(
    (each) => each !== undefined,
  );
}
