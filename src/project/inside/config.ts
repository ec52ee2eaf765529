import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { TEST_TIMEOUT } from '../../sandbox/examiner/runner.ts';
import { randomSeed } from '../../sandbox/seed.ts';
import { endlessReporter } from './endless.ts';
import { frameReporter } from './reporter.ts';

/** What the environment may ask of a run. */
export interface ProjectEnvironment {
  /** Seeds the hidden suite's generated inputs, and its order when it is shuffled. A whole number; random without. */
  readonly INSIDE_OUT_SEED?: string;
  readonly INSIDE_OUT_ORDER?: 'listed' | 'shuffled';
  /** `1`: the hidden suite alone, with frames (`src/sandbox/container/frames.ts`) among the output. */
  readonly INSIDE_OUT_REPORT?: string;
}

/**
 * The configuration of Vitest in an exercise's own project: the learner's tests (`yours`), and the hidden suite
 * (`check`) with the runner that judges as the site does.
 * @throws {Error} when the seed is no whole number
 */
export function projectConfig(environment: ProjectEnvironment): ViteUserConfig {
  const reports = environment.INSIDE_OUT_REPORT === '1';
  const shuffled = environment.INSIDE_OUT_ORDER === 'shuffled';
  const yours: TestProjectInlineConfiguration = {
    extends: true,
    test: { name: 'yours', include: ['**/*.test.ts'], sequence: { groupOrder: 1 } },
  };
  const check: TestProjectInlineConfiguration = {
    extends: true,
    test: {
      name: 'check',
      include: ['.inside-out/suite.test.js'],
      runner: './.inside-out/runner.js',
      // Isolated, the suite would find the modules anew that the runner has prepared for it.
      isolate: false,
      testTimeout: TEST_TIMEOUT,
      hookTimeout: TEST_TIMEOUT,
      // First: a test of the learner's that never ends can't keep the verdict from them.
      sequence: { groupOrder: 0, shuffle: { tests: shuffled } },
    },
  };
  return {
    test: {
      projects: reports ? [check] : [check, yours],
      reporters: reports
        ? ['default', frameReporter((line) => process.stdout.write(line))]
        : ['default', endlessReporter()],
      // A process can always open worker threads; whether a worker thread can is up to the platform.
      pool: 'forks',
      sequence: { seed: seedOf(environment.INSIDE_OUT_SEED) },
    },
  };
}

function seedOf(text: string | undefined): number {
  if (text === undefined || text === '') return randomSeed();
  const seed = Number(text);
  if (Number.isSafeInteger(seed)) return seed;
  throw new Error(`INSIDE_OUT_SEED is "${text}". Set it to a whole number, or leave it out.`);
}
