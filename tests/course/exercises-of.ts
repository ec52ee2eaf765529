import { afterAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/create-sandbox.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import type { Report, Track } from '../../src/sandbox/protocol.ts';
import type { CheckOptions } from '../../src/sandbox/sandbox.ts';
import { findExercises, type Submission } from './submissions.ts';

const exercises = await findExercises();

/**
 * Holds every exercise of a track in a module to what an exercise must be. They have a test file each, and so run side
 * by side.
 */
export function testExercisesOf(module: string, track: Track): void {
  const sandbox = createSandbox({ track, driver: nodeDriver, loadBase: () => loadBase(track) });
  afterAll(() => sandbox.close());

  const chosen = exercises.filter(
    (exercise) => exercise.id.startsWith(`${module}/`) && exercise.track === track,
  );
  describe.each(chosen)('$id', (exercise) => {
    const check = ({ files }: Submission, options?: CheckOptions): Promise<Report> =>
      sandbox.check(exercise.id, files, options);

    test('the start fails its suite, and not by a crash', async () => {
      const report = await check(exercise.start);
      expect(report.verdict).toBe('failed');
      expect(notRun(report), 'every test must run, and none of them may stop the rest').toEqual([]);
    });

    test.for(exercise.right)('$name passes', async (submission) => {
      expect(failures(await check(submission))).toEqual([]);
    });

    test('three wrong answers at least are known', () => {
      expect(exercise.wrong.length).toBeGreaterThanOrEqual(3);
    });

    test.for(exercise.wrong)('$name fails with words that answer it', async (submission) => {
      const report = await check(submission);
      expect(report.verdict).toBe('failed');
      expect(submission.answers, 'message.txt names no words').not.toEqual([]);
      const said = failures(report).join('\n\n');
      for (const words of submission.answers) expect(said).toContain(words);
    });

    test('the solution passes 20 times in a row, in any order of the tests', {
      timeout: 300_000,
    }, async () => {
      const [solution] = exercise.right;
      if (solution === undefined)
        throw new Error(`${exercise.id} has no solution in solutions/${exercise.id}/`);
      for (let seed = 1; seed <= 20; seed += 1) {
        expect(failures(await check(solution, { seed, order: 'shuffled' })), `seed ${seed}`).toEqual([]);
      }
    });
  });
}

function failures(report: Report): string[] {
  return report.tests
    .filter(({ status }) => status !== 'passed')
    .map(({ name, status, message }) => `${name} (${status}): ${message ?? ''}`);
}

function notRun(report: Report): string[] {
  return report.tests.filter(({ status }) => status === 'skipped').map(({ name }) => name);
}
