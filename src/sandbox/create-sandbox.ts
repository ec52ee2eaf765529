import { atom } from 'nanostores';
import { once } from '../django/once.ts';
import type { ExaminerOwner, ExaminerVerbs } from './examiner/verbs.ts';
import { createInterpreterClient } from './interpreter/client.ts';
import { createInterpreterHost } from './interpreter/create-host.ts';
import { DEFAULT_DEADLINES, NETWORK_RETRIES } from './interpreter/host.ts';
import { describeFault, isLearnersFault, SandboxError } from './outcome.ts';
import type { BootReport, FileSet, Report, SandboxState, Track } from './protocol.ts';
import { recordExchange } from './record.ts';
import type { Driver } from './room.ts';
import { type Deadlines, keepRoom } from './room-keeper.ts';
import type { CheckOptions, Sandbox } from './sandbox.ts';

/** A whole suite: every test of it may boot an interpreter anew. */
const EXAMINATION_DEADLINE = 300_000;

/** How often progress is told, in milliseconds. Painting it takes time from the very threads that make it. */
const PROGRESS_EVERY = 100;

/** How long opening the next examiner waits for the verdict to be on the screen, in milliseconds. */
const TO_PAINT = 50;

export interface SandboxOptions {
  readonly track: Track;
  readonly driver: Driver;
  /** The files of the track's base project. */
  loadBase(): Promise<FileSet>;
  readonly deadlines?: Deadlines;
  /** Whether a second interpreter stands by while the first works: the end of a runaway then costs no boot. */
  readonly spare?: boolean;
}

/** A sandbox on a driver: one interpreter that lives on, and a new examiner for each check. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const state = atom<SandboxState>({ phase: 'idle' });
  let report: BootReport | undefined;
  const interpreter = createInterpreterHost(options.track, {
    driver: options.driver,
    loadBase: once(options.loadBase),
    onStep: (step) => state.set({ phase: 'booting', step }),
    onBoot: (boot) => {
      report = boot;
    },
    deadlines: options.deadlines ?? DEFAULT_DEADLINES,
    spare: options.spare ?? false,
  });

  function ready(): SandboxState {
    return report === undefined ? { phase: 'ready' } : { phase: 'ready', boot: report };
  }

  async function whileWorking<Value>(action: () => Promise<Value>): Promise<Value> {
    try {
      const value = await action();
      state.set(ready());
      return value;
    } catch (error) {
      state.set(isLearners(error) ? ready() : failedState(error));
      throw error;
    }
  }

  /** How far the check has come, and the timer that will say so. */
  let come: Extract<SandboxState, { phase: 'running' }> | null = null;
  let telling: ReturnType<typeof setTimeout> | null = null;

  function progress(finished: number, total: number): void {
    come = { phase: 'running', finished, total };
    telling ??= setTimeout(() => {
      telling = null;
      if (come !== null) state.set(come);
    }, PROGRESS_EVERY);
  }

  const examiner = keepRoom<ExaminerVerbs, ExaminerOwner>({
    open: () => options.driver.openExaminer(),
    boot: (call) => call('boot'),
    deadlines: { boot: DEFAULT_DEADLINES.boot, verb: EXAMINATION_DEADLINE },
    offers: () => ({
      perform: interpreter.perform,
      progress,
    }),
    retries: NETWORK_RETRIES,
  });

  /** The next check finds an examiner that has loaded Vitest already; then there is time for a spare. */
  function getReadyForMore(): void {
    examiner.warm().then(interpreter.standBy, () => undefined);
  }

  async function examine(exercise: string, files: FileSet, check: CheckOptions): Promise<Report> {
    const { seed = randomSeed(), order = 'listed' } = check;
    try {
      return await examiner.call('examine', { exercise, files, seed, order });
    } finally {
      come = null;
      examiner.discard();
      setTimeout(getReadyForMore, TO_PAINT);
    }
  }

  return {
    state,
    warm: () =>
      whileWorking(async () => {
        await interpreter.warm();
        getReadyForMore();
      }),
    check: (exercise, files, check = {}) =>
      whileWorking(async () => {
        examiner.warm().catch(() => undefined);
        await interpreter.warm();
        state.set({ phase: 'running', finished: 0, total: null });
        return examine(exercise, files, check);
      }),
    request: (files, request) =>
      whileWorking(async () => {
        await interpreter.warm();
        state.set({ phase: 'running', finished: 0, total: 1 });
        const client = createInterpreterClient(interpreter.perform);
        await client.reset();
        await client.write(files);
        return recordExchange(await client.request(request));
      }),
    close: async () => {
      interpreter.close();
      examiner.close();
    },
  };
}

/** The learner's code did it, and the next call finds a sandbox that works. */
function isLearners(error: unknown): boolean {
  return error instanceof SandboxError && isLearnersFault(error.fault);
}

function failedState(error: unknown): SandboxState {
  const reason = error instanceof SandboxError ? describeFault(error.fault) : String(error);
  return {
    phase: 'failed',
    reason,
    remedy: 'Try again. If it happens again, reload the page: what you wrote is kept.',
  };
}

function randomSeed(): number {
  return Math.floor(Math.random() * 0x7fffffff);
}
