import { createBirpc } from 'birpc';
import { createInterpreterClient } from '../interpreter/client.ts';
import { outcomeOf, SandboxError } from '../outcome.ts';
import type { Fault, Report } from '../protocol.ts';
import type { Door } from '../room.ts';
import { provideSuiteContext } from '../suite/context.ts';
import { forgetProject, startProject } from '../suite/project.ts';
import { reportOf, testsOf, unloadableReport } from './report.ts';
import { createRunner, provideWorkerState } from './runner.ts';
import type { Examination, ExaminerOwner, ExaminerVerbs } from './verbs.ts';

/**
 * Serves the examiner's verbs at `door`, from inside its room. A room examines once: Vitest keeps state in its modules.
 * @param loadSuite imports the hidden suite of an exercise
 */
export function serveExaminer(door: Door, loadSuite: (exercise: string) => Promise<unknown>): void {
  const verbs: ExaminerVerbs = {
    boot: async () => ({ ok: true, value: null }),
    examine: (examination) => outcomeOf(() => examine(examination, owner, loadSuite)),
  };
  const owner: ExaminerOwner = createBirpc<ExaminerOwner, ExaminerVerbs>(verbs, {
    post: door.post,
    on: door.onMessage,
    eventNames: ['progress'],
    timeout: -1,
  });
}

async function examine(
  examination: Examination,
  owner: ExaminerOwner,
  loadSuite: (exercise: string) => Promise<unknown>,
): Promise<Report> {
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  let halted = false;
  let finished = 0;
  let total = 0;
  let output = '';

  const interpreter = createInterpreterClient(async (verb, args) => {
    const outcome = await owner.perform(verb, args);
    // What hung or crashed once would do so again in each test that is left.
    if (!outcome.ok && outcome.fault.kind !== 'code') halted = true;
    if (outcome.ok) output += outputOf(outcome.value);
    return outcome;
  });
  provideSuiteContext({ interpreter, files: examination.files, seed: examination.seed });

  const runner = createRunner(() => loadSuite(examination.exercise), examination, {
    beforeTest: forgetProject,
    halted: () => halted,
    afterTest: () => owner.progress(++finished, total),
  });
  provideWorkerState(runner.config);
  // Only now: Vitest looks for the worker's state while it is imported.
  const { startTests, collectTests } = await import('vitest/internal/browser');

  const fault = await faultOfStart();
  if (fault !== null) {
    const [file] = await collectTests([examination.exercise], runner);
    return unloadableReport(fault, file ? testsOf(file).map(({ name }) => name) : [], output, elapsed());
  }
  runner.onCollected = (files) => {
    total = files.flatMap(testsOf).length;
  };
  const [file] = await startTests([examination.exercise], runner);
  if (file === undefined) throw new Error(`there is no hidden suite for "${examination.exercise}".`);
  return reportOf(file, output, elapsed());
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
