import { createBirpc } from 'birpc';
import type { Exchange } from '../../django/exchange.ts';
import { createOutputBuffer } from '../../django/output.ts';
import { createInterpreterClient } from '../interpreter/client.ts';
import { outcomeOf, SandboxError } from '../outcome.ts';
import type { Fault, RecordedExchange, Report } from '../protocol.ts';
import { createExchangeLog } from '../record.ts';
import type { Door } from '../room.ts';
import { provideSuiteContext } from '../suite/context.ts';
import { forgetProject, startProject } from '../suite/project.ts';
import { type Patience, patienceAfter } from './patience.ts';
import { reportOf, testsOf, unloadableReport } from './report.ts';
import { createRunner, provideWorkerState } from './runner.ts';
import type { Examination, ExaminerOwner, ExaminerVerbs } from './verbs.ts';

/**
 * Serves the examiner's verbs at `door`, from inside its room. A room examines once: Vitest keeps state in its modules.
 * @param loadSuite imports the hidden suite of an exercise
 */
export function serveExaminer(door: Door, loadSuite: (exercise: string) => Promise<unknown>): void {
  const verbs: ExaminerVerbs = {
    boot: () =>
      outcomeOf(async () => {
        await Promise.all([loadVitest(), loadSuiteHelpers()]);
        return null;
      }),
    examine: (examination) => outcomeOf(() => examine(examination, owner, loadSuite)),
  };
  const owner: ExaminerOwner = createBirpc<ExaminerOwner, ExaminerVerbs>(verbs, {
    post: door.post,
    on: door.onMessage,
    eventNames: ['progress'],
    timeout: -1,
  });
}

/** Vitest looks for its worker's state while it is imported, so the state comes first. */
function loadVitest(): Promise<typeof import('vitest/internal/browser')> {
  provideWorkerState();
  return import('vitest/internal/browser');
}

/** What every suite of a track imports, so that a check waits for the suite alone. */
async function loadSuiteHelpers(): Promise<void> {
  const [{ rehearse }] = await Promise.all([
    import('../suite/fresh.ts'),
    import('../suite/django.ts'),
    import('../suite/rebuild.ts'),
  ]);
  await rehearse();
}

async function examine(
  examination: Examination,
  owner: ExaminerOwner,
  loadSuite: (exercise: string) => Promise<unknown>,
): Promise<Report> {
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  /** The last fault of each test that had one, the running test's included. */
  const faults = new Map<string, Fault>();
  const skipped = new Map<string, string>();
  let running = '';
  let finished = 0;
  let total = 0;
  const output = createOutputBuffer();
  const log = createExchangeLog();
  const exchanges = new Map<string, readonly RecordedExchange[]>();

  const patience = (): Patience => patienceAfter([...faults.values()]);
  const interpreter = createInterpreterClient(async (verb, args) => {
    const outcome = await owner.perform(verb, args, patience().kind !== 'full');
    if (!outcome.ok && outcome.fault.kind !== 'code') faults.set(running, outcome.fault);
    if (outcome.ok) output.write(outputOf(outcome.value));
    if (outcome.ok && verb === 'request') log.add(outcome.value as Exchange);
    return outcome;
  });
  provideSuiteContext({
    interpreter,
    files: examination.files,
    seed: examination.seed,
    onEvidence: log.blame,
  });

  const runner = createRunner(() => loadSuite(examination.exercise), examination, {
    beforeTest(test) {
      running = test.id;
      forgetProject();
      log.clear();
    },
    skips(test) {
      const left = patience();
      if (left.kind !== 'none') return false;
      skipped.set(test.id, left.reason);
      return true;
    },
    afterTest(test) {
      exchanges.set(test.id, log.take(test.result?.state === 'fail'));
      owner.progress(++finished, total);
      // While the next test is made ready.
      owner.perform('reset', [], false).catch(() => undefined);
    },
  });
  const { startTests } = await loadVitest();

  let fault: Fault | null = null;
  const starting = faultOfStart();
  // The suite may be broken before anybody waits for it.
  starting.catch(() => undefined);
  runner.onCollected = async (files) => {
    const tests = files.flatMap(testsOf);
    total = tests.length;
    fault = await starting;
    if (fault !== null) for (const test of tests) test.mode = 'skip';
  };
  const [file] = await startTests([examination.exercise], runner);
  if (file === undefined) throw new Error(`there is no hidden suite for "${examination.exercise}".`);
  if (fault !== null) {
    const names = testsOf(file).map(({ name }) => name);
    return unloadableReport(fault, names, output.take(), elapsed());
  }
  return reportOf(file, { exchanges, skipped, output: output.take(), milliseconds: elapsed() });
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
    ? value.output
    : '';
}
