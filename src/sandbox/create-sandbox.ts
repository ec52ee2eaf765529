import { once } from '../django/once.ts';
import type { ExaminerOwner, ExaminerVerbs } from './examiner/verbs.ts';
import { createInterpreterClient } from './interpreter/client.ts';
import { createInterpreterHost } from './interpreter/create-host.ts';
import { DEFAULT_DEADLINES, NETWORK_RETRIES } from './interpreter/host.ts';
import type { BootReport, FileSet, Report, Track } from './protocol.ts';
import { recordExchange } from './record.ts';
import type { Driver } from './room.ts';
import { type Deadlines, keepRoom } from './room-keeper.ts';
import type { CheckOptions, Sandbox } from './sandbox.ts';
import { randomSeed } from './seed.ts';
import { createStateTeller } from './state-teller.ts';

/** A whole suite: every test of it may boot an interpreter anew. */
const EXAMINATION_DEADLINE = 300_000;

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
  let report: BootReport | undefined;
  const { state, whileWorking, ...tell } = createStateTeller(() =>
    report === undefined ? { phase: 'ready' } : { phase: 'ready', boot: report },
  );
  const interpreter = createInterpreterHost(options.track, {
    driver: options.driver,
    loadBase: once(options.loadBase),
    onStep: tell.step,
    onBoot: (boot) => {
      report = boot;
    },
    deadlines: options.deadlines ?? DEFAULT_DEADLINES,
    spare: options.spare ?? false,
  });

  const examiner = keepRoom<ExaminerVerbs, ExaminerOwner>({
    open: () => options.driver.openExaminer(),
    boot: (call) => call('boot'),
    deadlines: { boot: DEFAULT_DEADLINES.boot, verb: EXAMINATION_DEADLINE },
    offers: () => ({
      perform: interpreter.perform,
      progress: tell.progress,
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
      tell.end();
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
        tell.begin(null);
        return examine(exercise, files, check);
      }),
    request: (files, request) =>
      whileWorking(async () => {
        await interpreter.warm();
        tell.begin(1);
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
