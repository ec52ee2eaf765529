import { createBirpc } from 'birpc';
import { outcomeOf } from '../outcome.ts';
import type { Report } from '../protocol.ts';
import type { Door } from '../room.ts';
import { beginExamination } from './examination.ts';
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
  { exercise, files, seed, order }: Examination,
  owner: ExaminerOwner,
  loadSuite: (exercise: string) => Promise<unknown>,
): Promise<Report> {
  const examination = beginExamination({
    files,
    seed,
    perform: owner.perform,
    onProgress: owner.progress,
  });
  const runner = createRunner(() => loadSuite(exercise), { seed, order }, examination);
  const { startTests } = await loadVitest();
  const [file] = await startTests([exercise], runner);
  if (file === undefined) throw new Error(`there is no hidden suite for "${exercise}".`);
  return examination.report(file);
}
