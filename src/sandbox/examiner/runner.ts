import type { SerializedConfig, VitestRunner } from 'vitest/runtime';
import type { RunningExamination } from './examination.ts';
import type { Examination } from './verbs.ts';

/** No test waits for itself: what can hang has a deadline in its room's keeper. This one only bounds a suite gone wrong. */
export const TEST_TIMEOUT = 200_000;

/** Vitest's runner for one suite in a plain worker: no file system, no snapshots, no reporters. */
export function createRunner(
  importSuite: () => Promise<unknown>,
  { seed, order }: Pick<Examination, 'seed' | 'order'>,
  examination: RunningExamination,
): VitestRunner {
  return {
    config: {
      root: '/',
      name: 'examiner',
      setupFiles: [],
      testTimeout: TEST_TIMEOUT,
      hookTimeout: TEST_TIMEOUT,
      maxConcurrency: 1,
      retry: 0,
      allowOnly: false,
      passWithNoTests: false,
      includeTaskLocation: false,
      tags: [],
      strictTags: false,
      sequence: {
        seed,
        shuffle: order === 'shuffled',
        concurrent: false,
        hooks: 'stack',
        setupFiles: 'list',
      },
    } as unknown as SerializedConfig,
    importFile: importSuite,
    onCollected: async (files) => {
      for (const file of files) await examination.collected(file);
    },
    onBeforeRunTask(test) {
      if (examination.skips(test) !== null) test.mode = 'skip';
    },
    onBeforeTryTask: examination.beforeTest,
    onAfterRunTask: examination.afterTest,
  };
}

/** The part of a Vitest worker's state that `startTests` and `expect` read (vitest 5.1.0, utils and run chunks). */
export function provideWorkerState(): void {
  Object.assign(globalThis, {
    __vitest_worker__: {
      config: { expect: {}, snapshotOptions: {} },
      ctx: { concurrencyId: 1 },
      environment: { name: 'worker' },
      providedContext: {},
      durations: {},
    },
  });
}
