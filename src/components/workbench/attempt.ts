import { atom, computed, map } from 'nanostores';
import { nextDraft, usableEdits } from '../../course/progress.ts';
import type { HttpRequest } from '../../django/exchange.ts';
import type { FileSet, RecordedExchange, Report } from '../../sandbox/protocol.ts';
import type { SourceLine } from '../../trace/events.ts';
import type { draftOf } from '../progress/drafts.ts';
import type { ExerciseView } from './view.ts';

export type Check =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'judged'; readonly report: Report; readonly stale: boolean }
  /** No verdict was possible. */
  | { readonly kind: 'broken'; readonly reason: string };

/** A request that the learner sends to their own code. */
export type OwnRequest =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly request: HttpRequest }
  | { readonly kind: 'answered'; readonly exchange: RecordedExchange; readonly stale: boolean }
  /** It could not be sent, or its answer never came. */
  | { readonly kind: 'broken'; readonly reason: string; readonly at: SourceLine | null };

export type Saving = 'saved' | 'waiting' | 'refused';
type Texts = Readonly<Record<string, string>>;

export type Attempt = ReturnType<typeof createAttempt>;

const pause = 300;

/** One exercise as a learner works on it: the texts, their draft, the last check, the hints seen. */
export function createAttempt(exercise: ExerciseView, $draft: ReturnType<typeof draftOf>) {
  const editable = exercise.shown.filter((file) => file.editable);
  const start: Texts = Object.fromEntries(editable.map(({ path, text }) => [path, text]));
  const $texts = map<Record<string, string>>({ ...start, ...usableEdits($draft.get(), Object.keys(start)) });
  const $open = atom(exercise.shown[0]?.path ?? '');
  const $check = atom<Check>({ kind: 'none' });
  const $own = atom<OwnRequest>({ kind: 'none' });
  /** The key of the trace that the learner chose; null leaves it to what the last check found. */
  const $trace = atom<string | null>(null);
  const $hints = atom(0);
  const $saving = atom<Saving>('saved');
  /** What the last reset took away. */
  const $undo = atom<Texts | null>(null);
  /** Counts the changes of text that no editor made, so that editors take them over. */
  const $revision = atom(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = $draft.get();

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    if ($saving.get() === 'saved') return;
    try {
      written = nextDraft($draft.get(), $texts.get(), start, new Date());
      $draft.set(written);
      $saving.set('saved');
    } catch {
      $saving.set('refused');
    }
  }

  function changed(): void {
    const check = $check.get();
    if (check.kind === 'judged') $check.set({ ...check, stale: true });
    const own = $own.get();
    if (own.kind === 'answered') $own.set({ ...own, stale: true });
    $saving.set('waiting');
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function setTexts(texts: Texts): void {
    for (const [path, text] of Object.entries(texts)) $texts.setKey(path, text);
    $revision.set($revision.get() + 1);
  }

  return {
    exercise,
    $texts,
    $open,
    $check,
    $own,
    $trace,
    $hints,
    $saving,
    $undo,
    $revision,
    /** Something differs from the start. */
    $touched: computed($texts, (texts) => Object.entries(start).some(([path, text]) => texts[path] !== text)),

    edit(path: string, text: string): void {
      if (start[path] === undefined || $texts.get()[path] === text) return;
      $texts.setKey(path, text);
      $undo.set(null);
      changed();
    },
    reset(): void {
      $undo.set({ ...$texts.get() });
      setTexts(start);
      $check.set({ kind: 'none' });
      $own.set({ kind: 'none' });
      changed();
    },
    undoReset(): void {
      const texts = $undo.get();
      if (texts === null) return;
      $undo.set(null);
      setTexts(texts);
      changed();
    },
    /** What a check is given: the exercise's files with the learner's laid over them. */
    files: (): FileSet => ({ ...exercise.files, ...$texts.get() }),
    showHint: (): void => $hints.set(Math.min($hints.get() + 1, exercise.hints.length)),
    /** Writes the draft now; for a page that is being left. */
    save,
    /** Takes over what another tab writes. Returns how to stop. */
    follow: (): (() => void) =>
      $draft.listen((draft) => {
        // Ours comes back to us too. And while keys are being pressed here, here wins.
        if (draft === written || $saving.get() !== 'saved') return;
        written = draft;
        setTexts({ ...start, ...usableEdits(draft, Object.keys(start)) });
      }),
  };
}
