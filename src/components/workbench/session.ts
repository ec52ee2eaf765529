import { atom } from 'nanostores';
import type { HttpRequest } from '../../django/exchange.ts';
import { SandboxError } from '../../sandbox/outcome.ts';
import { draftOf } from '../progress/drafts.ts';
import { rememberSolved } from '../progress/solved.ts';
import { type Attempt, createAttempt } from './attempt.ts';
import { followContainer } from './follow-container.ts';
import { bootsAhead, readMachine, type Sign } from './intent.ts';
import type { SandboxKind } from './ladder.ts';
import { createPageLadder, type PageLadder } from './page-ladder.ts';
import { announcement } from './results.ts';
import { createSandboxes, type Sandboxes } from './sandboxes.ts';
import { ownKey } from './tracing.ts';
import type { ExerciseView } from './view.ts';

/** A wish to see a line in the editor; a new object each time, so that the same line can be wished for twice. */
export interface Reveal {
  readonly path: string;
  readonly line: number;
}

export type Panel = 'results' | 'trace' | 'hints' | 'terminal' | 'output' | 'preview';

export type Session = ReturnType<typeof createSession>;

/** The workbench of a page: its exercises' attempts, the chosen one, and what all of them share. */
export function createSession(
  exercises: readonly [ExerciseView, ...ExerciseView[]],
  selected: string | null,
  given: Sandboxes | null = null,
  machine = readMachine,
  ladder: PageLadder = createPageLadder({ isolatedAddress: isRebuild(exercises, selected) }),
) {
  const sandboxes = given ?? createSandboxes(ladder.open);
  const attempts = new Map<string, Attempt>();
  const [first] = exercises;
  const byId = (id: string | null): ExerciseView => exercises.find((exercise) => exercise.id === id) ?? first;
  const $selected = atom(byId(selected).id);
  const $announcement = atom('');
  const $reveal = atom<Reveal | null>(null);
  const $panel = atom<Panel>('results');

  function attemptOf(id: string): Attempt {
    const exercise = byId(id);
    const attempt = attempts.get(exercise.id) ?? createAttempt(exercise, draftOf(exercise.id));
    attempts.set(exercise.id, attempt);
    return attempt;
  }

  const $bench = followContainer({
    $workspace: ladder.$workspace,
    $selected,
    attemptOf,
    announce: (text) => $announcement.set(text),
  });

  const isRunning = (track: ExerciseView['track']): boolean =>
    [...attempts.values()].some(
      ({ exercise, $check, $own }) =>
        exercise.track === track && ($check.get().kind === 'running' || $own.get().kind === 'running'),
    );

  function warm(sign: Sign = 'turned-to-the-editor'): void {
    const { track } = byId($selected.get());
    const { phase } = sandboxes.state(track).get();
    if (bootsAhead(sign, phase, machine())) void sandboxes.warm(track);
  }

  async function check(): Promise<void> {
    const attempt = attemptOf($selected.get());
    const { id, track } = attempt.exercise;
    // A track has one sandbox, and it does one thing at a time.
    if (isRunning(track)) return;
    attempt.save();
    const files = attempt.files();
    attempt.$check.set({ kind: 'running' });
    $panel.set('results');
    $announcement.set('Checking.');
    try {
      const report = await sandboxes.check(track, id, files);
      const stale = JSON.stringify(files) !== JSON.stringify(attempt.files());
      if (report.verdict === 'passed') rememberSolved(id);
      attempt.$trace.set(null);
      attempt.$check.set({ kind: 'judged', report, stale });
      $announcement.set(announcement(report));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      attempt.$check.set({ kind: 'broken', reason });
      $announcement.set(`No verdict. ${reason}`);
    }
  }

  async function send(request: HttpRequest): Promise<void> {
    const attempt = attemptOf($selected.get());
    if (isRunning(attempt.exercise.track)) return;
    attempt.save();
    const files = attempt.files();
    attempt.$own.set({ kind: 'running', request });
    $announcement.set(`Sending ${request.method} ${request.path}.`);
    try {
      const exchange = await sandboxes.request(files, request);
      const stale = JSON.stringify(files) !== JSON.stringify(attempt.files());
      attempt.$trace.set(ownKey);
      attempt.$own.set({ kind: 'answered', exchange, stale });
      const { response } = exchange;
      $announcement.set(
        response ? `${response.status} ${response.reason}. Its trace is below.` : 'No response came back.',
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const at = error instanceof SandboxError ? error.at : null;
      attempt.$own.set({ kind: 'broken', reason, at });
      $announcement.set(`Not answered. ${reason}`);
    }
  }

  return {
    exercises,
    sandboxes,
    /** Which sandbox the Rebuild track runs in. */
    $ladder: ladder.$ladder,
    /** The container in use, as the workbench shows it; null without one. */
    $bench,
    $selected,
    /** What the live region says. */
    $announcement,
    $reveal,
    $panel,
    attemptOf,
    check,
    /** Sends a request of the learner's own to what is in the editor, on a pristine database. */
    send,
    /** Brings a trace to the front. */
    showTrace(key: string): void {
      attemptOf($selected.get()).$trace.set(key);
      $panel.set('trace');
    },
    /** Boots ahead of the first check if `sign` is a reason to; see `bootsAhead`. */
    warm,
    /** Chooses an exercise, and boots ahead if it is of another track. */
    select(id: string): void {
      const before = byId($selected.get()).track;
      $selected.set(id);
      if (byId(id).track !== before) warm('changed-tracks');
    },
    /** Removes one of the learner's own files. */
    removeFile(path: string): void {
      attemptOf($selected.get()).remove(path);
      $panel.set('results');
      $announcement.set(`${path} is removed. Undo is in the results.`);
    },
    hint(): void {
      attemptOf($selected.get()).showHint();
      $panel.set('hints');
    },
    /** Boots a new sandbox in place of a failed one, and checks again if a check was asked for. */
    async retry(): Promise<void> {
      const attempt = attemptOf($selected.get());
      await sandboxes.retry(attempt.exercise.track);
      if (attempt.$check.get().kind === 'broken') await check();
    },
    /** Has the Rebuild track run in another sandbox from now on; a check that runs begins anew there. */
    choose(kind: SandboxKind): void {
      const before = ladder.$ladder.get().use;
      ladder.choose(kind);
      const changed = ladder.$ladder.get().use !== before;
      if (changed && sandboxes.state('rebuild').get().phase !== 'idle') void sandboxes.retry('rebuild');
    },
    /** Isolates the page if it must be and can be: it is left then. */
    isolate: (): Promise<void> => ladder.isolate(),
    /** Writes every draft that waits; for a page that is being left. */
    save: (): void => {
      for (const attempt of attempts.values()) attempt.save();
    },
  };
}

/** Whether the page was loaded at the address of a Rebuild exercise. */
function isRebuild(exercises: readonly ExerciseView[], opened: string | null): boolean {
  return exercises.some(({ id, track }) => id === opened && track === 'rebuild');
}
