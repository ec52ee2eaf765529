import type { RunnerTestCase, RunnerTestFile } from 'vitest';
import type { Exchange } from '../../django/exchange.ts';
import { createOutputBuffer } from '../../django/output.ts';
import { createInterpreterClient } from '../interpreter/client.ts';
import { type Outcome, SandboxError } from '../outcome.ts';
import type { Fault, FileSet, RecordedExchange, Report } from '../protocol.ts';
import { createExchangeLog } from '../record.ts';
import { provideSuiteContext } from '../suite/context.ts';
import { forgetProject, startProject } from '../suite/project.ts';
import { takeTold } from '../suite/told.ts';
import { type Patience, patienceAfter } from './patience.ts';
import { reportOf, testsOf, unloadableReport } from './report.ts';

export interface ExaminationOptions {
  readonly files: FileSet;
  readonly seed: number;
  /** Takes a verb to the interpreter's host. @param hurried whether the verb has less time than usual */
  perform(verb: string, args: readonly unknown[], hurried: boolean): Promise<Outcome<unknown>>;
  /** Told after each test that was run. */
  onProgress?(finished: number, total: number): void;
}

/** One examination, as the runner of the suite sees it: each method but the last belongs to a hook of Vitest's runner. */
export interface RunningExamination {
  /**
   * After the suite was read, before its first test: waits until the learner's project has started.
   * @returns why it could not be, when that is the learner's doing; then every test is to be skipped, and is
   * @throws {SandboxError} when there is no interpreter
   */
  collected(file: RunnerTestFile): Promise<Fault | null>;
  /** Whether a test that is about to run is skipped instead, and why; null when it is run. */
  skips(test: RunnerTestCase): string | null;
  beforeTest(test: RunnerTestCase): void;
  afterTest(test: RunnerTestCase): void;
  /** The verdict, after the last test. @throws {Error} when the suite itself is broken */
  report(file: RunnerTestFile): Report;
}

/**
 * Begins to examine `files`: provides the suite's context, and starts the learner's project while the suite is read.
 *
 * It knows nothing of rooms. The examiner's room and the runner of a project of its own both judge by it, so that they
 * can't come to two verdicts.
 */
export function beginExamination({
  files,
  seed,
  perform,
  onProgress,
}: ExaminationOptions): RunningExamination {
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  /** The last fault of each test that had one, the running test's included. */
  const faults = new Map<string, Fault>();
  const skipped = new Map<string, string>();
  let running = '';
  let finished = 0;
  let total = 0;
  let faultOfLoading: Fault | null = null;
  const output = createOutputBuffer();
  const log = createExchangeLog();
  const exchanges = new Map<string, readonly RecordedExchange[]>();

  const patience = (): Patience => patienceAfter([...faults.values()]);
  const interpreter = createInterpreterClient(async (verb, args) => {
    const outcome = await perform(verb, args, patience().kind !== 'full');
    if (!outcome.ok && outcome.fault.kind !== 'code') faults.set(running, outcome.fault);
    if (outcome.ok) output.write(outputOf(outcome.value));
    if (outcome.ok && verb === 'request') log.add(outcome.value as Exchange);
    return outcome;
  });
  provideSuiteContext({ interpreter, files, seed, onEvidence: log.blame });

  const starting = faultOfStart();
  // The suite may be broken before anybody waits for it.
  starting.catch(() => undefined);

  return {
    async collected(file) {
      const tests = testsOf(file);
      total = tests.length;
      faultOfLoading = await starting;
      if (faultOfLoading !== null) for (const test of tests) test.mode = 'skip';
      return faultOfLoading;
    },
    skips(test) {
      const left = patience();
      if (left.kind !== 'none') return null;
      skipped.set(test.id, left.reason);
      return left.reason;
    },
    beforeTest(test) {
      running = test.id;
      forgetProject();
      log.clear();
    },
    afterTest(test) {
      exchanges.set(test.id, log.take(test.result?.state === 'fail'));
      onProgress?.(++finished, total);
      // While the next test is made ready.
      perform('reset', [], false).catch(() => undefined);
    },
    report(file) {
      if (faultOfLoading !== null) {
        const names = testsOf(file).map(({ name }) => name);
        return unloadableReport(faultOfLoading, names, output.take(), elapsed());
      }
      return reportOf(file, { exchanges, skipped, output: output.take(), milliseconds: elapsed() });
    },
  };
}

async function faultOfStart(): Promise<Fault | null> {
  try {
    await startProject();
    return null;
  } catch (error) {
    if (error instanceof SandboxError && error.fault.kind !== 'boot') return error.fault;
    throw error;
  }
}

/** What the learner's code printed during a verb, from the verb's own answer. */
function outputOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'output' in value && typeof value.output === 'string'
    ? takeTold(value.output).printed
    : '';
}
