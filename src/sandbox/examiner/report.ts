import type { RunnerTask, RunnerTestCase, RunnerTestFile } from 'vitest';
import type { SourceLine } from '../../trace/events.ts';
import { SandboxError } from '../outcome.ts';
import type { Fault, RecordedExchange, Report, TestResult } from '../protocol.ts';
import { MOST_OF_REPORT } from '../record.ts';
import { codeFailure } from '../suite/code-failure.ts';

/** The tests of a file in the order in which the suite lists them. */
export function testsOf(file: RunnerTestFile): RunnerTestCase[] {
  const inside = (task: RunnerTask): RunnerTestCase[] =>
    task.type === 'test' ? [task] : task.tasks.flatMap(inside);
  return inside(file);
}

/** What the examiner noted while the suite ran. */
export interface Run {
  /** Test id → what the test sent. */
  readonly exchanges: ReadonlyMap<string, readonly RecordedExchange[]>;
  /** Test id → why it was skipped. */
  readonly skipped: ReadonlyMap<string, string>;
  readonly output: string;
  readonly milliseconds: number;
}

/** The verdict on a finished run: passed when every test of the suite ran and passed. */
export function reportOf(file: RunnerTestFile, run: Run): Report {
  const broken = file.result?.errors?.[0];
  if (broken !== undefined) throw new Error(`the hidden suite itself is broken: ${broken.message}`);
  const tests = withinBounds(testsOf(file).map((test) => resultOf(test, run)));
  if (tests.length === 0) throw new Error('the hidden suite has no test.');
  const passed = tests.every(({ status }) => status === 'passed');
  const { output, milliseconds } = run;
  return { verdict: passed ? 'passed' : 'failed', tests, output, milliseconds };
}

/** The report when the learner's files can't even be loaded: one failed fact, and no test was run. */
export function unloadableReport(
  fault: Fault,
  names: readonly string[],
  output: string,
  milliseconds: number,
): Report {
  const { message, at } = fault.kind === 'code' ? codeFailure(fault) : new SandboxError(fault);
  return {
    verdict: 'failed',
    tests: [
      { name: 'The project starts', status: 'failed', milliseconds, message, at, exchanges: [] },
      ...names.map((name) => ({
        name,
        status: 'skipped' as const,
        milliseconds: 0,
        message: null,
        at: null,
        exchanges: [],
      })),
    ],
    output,
    milliseconds,
  };
}

/** Failed tests come first to their traces; once the report is full, tests have none. */
function withinBounds(tests: readonly TestResult[]): readonly TestResult[] {
  let left = MOST_OF_REPORT;
  const kept = new Set<TestResult>();
  for (const test of tests.toSorted(
    (one, other) => Number(other.status === 'failed') - Number(one.status === 'failed'),
  )) {
    left -= test.exchanges.reduce((sum, { trace }) => sum + trace.length, 0);
    if (left >= 0) kept.add(test);
  }
  return tests.map((test) => (kept.has(test) ? test : { ...test, exchanges: [] }));
}

function resultOf(test: RunnerTestCase, { exchanges, skipped: reasons }: Run): TestResult {
  const error = test.result?.errors?.[0] as { message: string; at?: SourceLine | null } | undefined;
  const passed = test.result?.state === 'pass';
  const skipped = test.mode !== 'run' && test.mode !== 'queued';
  return {
    name: test.name,
    status: skipped ? 'skipped' : passed ? 'passed' : 'failed',
    milliseconds: Math.round(test.result?.duration ?? 0),
    message: reasons.get(test.id) ?? error?.message ?? null,
    at: error?.at ?? null,
    exchanges: exchanges.get(test.id) ?? [],
  };
}
