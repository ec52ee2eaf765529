import type { RunnerTask } from 'vitest';
import type { SerializedConfig, VitestRunner } from 'vitest/runtime';
import type { Examination } from './verbs.ts';

/** What the runner tells the examiner, and asks it. */
export interface RunnerHooks {
  beforeTest(test: RunnerTask): void;
  afterTest(test: RunnerTask): void;
  /** Whether a test that is about to run is skipped instead. */
  skips(test: RunnerTask): boolean;
}

/** No test waits for itself: what can hang has a deadline in its room's keeper. This one only bounds a suite gone wrong. */
const TEST_TIMEOUT = 200_000;

/** Vitest's runner for one suite in a plain worker: no file system, no snapshots, no reporters. */
export function createRunner(
  importSuite: () => Promise<unknown>,
  { seed, order }: Pick<Examination, 'seed' | 'order'>,
  hooks: RunnerHooks,
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
    onBeforeRunTask(test) {
      if (hooks.skips(test)) test.mode = 'skip';
    },
    onBeforeTryTask: hooks.beforeTest,
    onAfterRunTask: hooks.afterTest,
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
