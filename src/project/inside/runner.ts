/**
 * Vitest's own runner, made to judge as the examiner does. Vitest imports it in the worker that runs the hidden suite
 * (`test.runner`), constructs the default export and calls its hooks.
 */
import { type RunnerTestCase, type RunnerTestFile, TestRunner } from 'vitest';
import type { SerializedConfig, VitestRunner } from 'vitest/runtime';
import { beginExamination, type RunningExamination } from '../../sandbox/examiner/examination.ts';
import type { InterpreterHost } from '../../sandbox/interpreter/host.ts';
import { createScenarioHost } from '../../sandbox/interpreter/scenario-host.ts';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { Fault, Report } from '../../sandbox/protocol.ts';
import { codeFailure } from '../../sandbox/suite/code-failure.ts';
import { projectDriver } from './driver.ts';
import { learnersError } from './learners-error.ts';
import { readProject } from './read-files.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** On the hidden suite's file: the verdict, if it came to one. */
    report?: Report;
  }
}

export default class SuiteRunner extends TestRunner implements VitestRunner {
  readonly #root: string;
  readonly #seed: number;
  readonly #host: InterpreterHost;
  #examination: RunningExamination | null = null;
  /** There was no interpreter: no verdict is possible. */
  #broken = false;

  constructor(config: SerializedConfig) {
    super(config);
    this.#root = config.root;
    this.#seed = config.sequence.seed;
    this.#host = createScenarioHost({ driver: projectDriver, loadBase: async () => ({}) });
  }

  /** Before the suite is imported: it needs its context, and the project may start meanwhile. */
  async onBeforeCollect(): Promise<void> {
    const files = await readProject(this.#root);
    this.#examination = beginExamination({ files, seed: this.#seed, perform: this.#host.perform });
  }

  async onCollected(files: RunnerTestFile[]): Promise<void> {
    for (const file of files) {
      try {
        const fault = (await this.#examination?.collected(file)) ?? null;
        if (fault !== null) this.#fail(file, failureOf(fault));
      } catch (error) {
        this.#broken = true;
        this.#fail(file, error);
      }
    }
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    const reason = this.#examination?.skips(test) ?? null;
    if (reason !== null) {
      test.mode = 'skip';
      // Vitest's main process hears of results alone. The note is what its reporters show; its types don't know it.
      test.result = { state: 'skip', ...{ note: reason } };
    }
    await super.onBeforeRunTask(test);
  }

  override onBeforeTryTask(test: RunnerTestCase, options: { retry: number; repeats: number }): void {
    this.#examination?.beforeTest(test);
    super.onBeforeTryTask(test, options);
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    this.#examination?.afterTest(test);
    for (const error of test.result?.errors ?? []) Object.assign(error, learnersError(error, this.#root));
    super.onAfterRunTask(test);
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    for (const file of files) {
      this.#judge(file);
      await (this as VitestRunner).onTaskUpdate?.([[file.id, file.result, file.meta]], []);
    }
    this.#host.close();
    super.onAfterRunFiles(files);
  }

  /** Leaves the verdict on the file. Without one, the file's own failure says why. */
  #judge(file: RunnerTestFile): void {
    if (this.#examination === null || this.#broken) return;
    try {
      file.meta.report = this.#examination.report(file);
    } catch (error) {
      this.#fail(file, error);
    }
  }

  /** The file fails as a whole, and Vitest skips its tests. */
  #fail(file: RunnerTestFile, error: unknown): void {
    const { name, message, at = null } = error as Error & { at?: SandboxError['at'] };
    const failed = { name, message, at };
    file.result = { state: 'fail', errors: [{ ...failed, ...learnersError(failed, this.#root) }] };
  }
}

function failureOf(fault: Fault): Error {
  return fault.kind === 'code' ? codeFailure(fault) : new SandboxError(fault);
}
