import { SandboxError } from '../outcome.ts';
import type { Report } from '../protocol.ts';
import { createFrameReader } from './frames.ts';
import { runProcess } from './process.ts';
import { HIDDEN_FOLDER, type ProjectFolder } from './project-folder.ts';
import { createTail } from './tail.ts';
import { within } from './within.ts';
import type { Work } from './work.ts';

/** Where the hidden suite lies during a run. */
export const SUITE = `${HIDDEN_FOLDER}/suite.test.js`;

/** A whole suite, in milliseconds: each of its tests has limits of its own. */
export const RUN_LIMIT = 300_000;

/** How long the suite's removal may take, in milliseconds. */
const TO_TIDY = 5_000;

export interface SuiteRun extends Work {
  readonly folder: ProjectFolder;
  /** The text of the hidden suite. */
  readonly suite: string;
  readonly seed: number;
  readonly order: 'listed' | 'shuffled';
  /** In milliseconds. */
  readonly limit: number;
  onProgress(finished: number, total: number): void;
}

/**
 * Runs the hidden suite on the project that lies in the container. The suite is there for the run alone.
 * @throws {SandboxError} when the run ended without a verdict, or was not over in time
 */
export async function runSuite(run: SuiteRun): Promise<Report> {
  const { folder, signal, gone } = run;
  try {
    await within(folder.put({ [SUITE]: run.suite }), {
      signal,
      milliseconds: run.limit,
      late: () => tooLong(run.limit),
    });
    return await runVitest(run);
  } finally {
    // A container that is gone took it along.
    const tidied = gone.aborted ? Promise.resolve() : folder.takeOut([SUITE]);
    const late = (): unknown => undefined;
    await within(tidied, { signal: gone, milliseconds: TO_TIDY, late }).catch(run.onUnstoppable);
  }
}

async function runVitest(run: SuiteRun): Promise<Report> {
  const tail = createTail();
  const done = new AbortController();
  let report: Report | null = null;
  const reader = createFrameReader(
    (frame) => {
      if (frame.kind === 'progress') return run.onProgress(frame.finished, frame.total);
      report = frame.report;
      done.abort();
    },
    (text) => {
      tail.write(text);
      run.onText(text);
    },
  );
  const code = await runProcess(run.container, {
    command: 'node',
    args: ['node_modules/vitest/vitest.mjs', 'run', SUITE],
    env: {
      INSIDE_OUT_SEED: run.seed,
      INSIDE_OUT_ORDER: run.order,
      INSIDE_OUT_REPORT: 1,
      // Keeps Vitest from drawing over lines that it has printed: frames stay whole.
      CI: 1,
    },
    signal: run.signal,
    limit: run.limit,
    late: () => tooLong(run.limit),
    done: done.signal,
    gone: run.gone,
    onText: reader.write,
    onUnstoppable: run.onUnstoppable,
  });
  reader.end();
  if (report !== null) return report;
  throw new SandboxError(
    { kind: 'crash', detail: `Vitest ended with exit code ${code} and without a report` },
    tail.paragraphs('it'),
  );
}

function tooLong(milliseconds: number): SandboxError {
  return new SandboxError({ kind: 'timeout', verb: 'examine', milliseconds });
}
