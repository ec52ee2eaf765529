import { atom, computed, map } from 'nanostores';
import { pathProblem } from '../../course/own-files.ts';
import { type Draft, nextDraft, ownFiles, usableEdits } from '../../course/progress.ts';
import type { HttpRequest } from '../../django/exchange.ts';
import type { FileSet, RecordedExchange, Report } from '../../sandbox/protocol.ts';
import type { SourceLine } from '../../trace/events.ts';
import type { draftOf } from '../progress/drafts.ts';
import type { ExerciseView, FileView } from './view.ts';

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

/** The texts as they were, and the files that were removed; none when all of them went back to the start. */
export interface Undo {
  readonly texts: Texts;
  readonly removed: readonly string[];
}

/** A file of the container that is shown and never edited. */
export interface Visit {
  readonly path: string;
  readonly text: string;
}

export type Saving = 'saved' | 'waiting' | 'refused';
type Texts = Readonly<Record<string, string>>;

export type Attempt = ReturnType<typeof createAttempt>;

const pause = 300;

/** One exercise as a learner works on it: the texts, their draft, the last check, the hints seen. */
export function createAttempt(exercise: ExerciseView, $draft: ReturnType<typeof draftOf>) {
  const editable = exercise.shown.filter((file) => file.editable);
  const start: Texts = Object.fromEntries(editable.map(({ path, text }) => [path, text]));
  const textsOf = (draft: Draft | null): Texts => ({
    ...start,
    ...usableEdits(draft, Object.keys(start)),
    ...ownFiles(draft, exercise.taken),
  });
  const isShown = (path: string): boolean => exercise.shown.some((file) => file.path === path);
  /** The editable files and the learner's own. */
  const $texts = map<Record<string, string>>({ ...textsOf($draft.get()) });
  const $open = atom(exercise.shown[0]?.path ?? '');
  const $visit = atom<Visit | null>(null);
  const isOwn = (path: string): boolean => !isShown(path) && $texts.get()[path] !== undefined;
  const $check = atom<Check>({ kind: 'none' });
  const $own = atom<OwnRequest>({ kind: 'none' });
  /** The key of the trace that the learner chose; null leaves it to what the last check found. */
  const $trace = atom<string | null>(null);
  const $hints = atom(0);
  const $saving = atom<Saving>('saved');
  /** What the last reset or removal took away. */
  const $undo = atom<Undo | null>(null);
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
    $texts.set({ ...texts });
    // It has a tab of its own now.
    if (texts[$visit.get()?.path ?? ''] !== undefined) $visit.set(null);
    closeMissing();
    $revision.set($revision.get() + 1);
  }

  /** Shows the first file in place of an open one that is gone. */
  function closeMissing(): void {
    const open = $open.get();
    if (isShown(open) || isOwn(open) || $visit.get()?.path === open) return;
    $open.set(exercise.shown[0]?.path ?? '');
  }

  const filesIn = (texts: Texts): readonly FileView[] => {
    const visit = $visit.get();
    return [
      ...editable,
      ...Object.keys(texts)
        .filter((path) => !isShown(path))
        .sort()
        .map((path) => ({ path, text: '', editable: true, html: '' })),
      ...exercise.shown.filter((file) => !file.editable),
      ...(visit === null ? [] : [{ ...visit, editable: false, html: '' }]),
    ];
  };

  return {
    exercise,
    $texts,
    $open,
    $visit,
    $check,
    $own,
    $trace,
    $hints,
    $saving,
    $undo,
    $revision,
    /** Something differs from the start. */
    $touched: computed($texts, (texts) => Object.entries(texts).some(([path, text]) => start[path] !== text)),
    /** What there are tabs for: what can be edited, the learner's own among the `texts`, what can be read, what is visited. */
    filesIn,
    isOwn,

    edit(path: string, text: string): void {
      const before = $texts.get()[path];
      if (before === undefined || before === text) return;
      $texts.setKey(path, text);
      $undo.set(null);
      changed();
    },
    /** Why a new file can't have this path, as a sentence; null when it can. */
    problemWith(path: string): string | null {
      const own = Object.keys($texts.get()).filter((each) => !isShown(each));
      return pathProblem(path, {
        track: exercise.track,
        taken: [...exercise.taken, ...own],
        own: own.length,
      });
    },
    /** Adds an empty file and opens it. */
    add(path: string): void {
      setTexts({ ...$texts.get(), [path]: '' });
      $open.set(path);
      changed();
    },
    /** Gives one of the learner's own files another path. */
    rename(from: string, to: string): void {
      const { [from]: text, ...rest } = $texts.get();
      if (!isOwn(from) || text === undefined) return;
      setTexts({ ...rest, [to]: text });
      $open.set(to);
      changed();
    },
    /**
     * Takes one of the learner's own files away, which can be undone as a reset can, together with the removals just
     * before it.
     */
    remove(path: string): void {
      const { [path]: text, ...rest } = $texts.get();
      if (!isOwn(path) || text === undefined) return;
      const before = $undo.get();
      const earlier = before?.removed ?? [];
      const gone = earlier.filter((each) => each !== path && rest[each] === undefined);
      const texts = Object.fromEntries(gone.map((each) => [each, before?.texts[each] ?? '']));
      $undo.set({ texts: { ...texts, ...$texts.get() }, removed: [...gone, path] });
      setTexts(rest);
      changed();
    },
    /** Takes over a text that came from elsewhere: of a file that can be edited, or of a new one of the learner's. */
    take(path: string, text: string): void {
      const undo = $undo.get();
      if (undo !== null) $undo.set({ ...undo, texts: { ...undo.texts, [path]: text } });
      setTexts({ ...$texts.get(), [path]: text });
      changed();
    },
    /** Shows a file in a tab of its own, to be read; the one that was visited before makes place. */
    visit(path: string, text: string): void {
      $visit.set({ path, text });
      $open.set(path);
      $revision.set($revision.get() + 1);
    },
    /** The visited file has another text by now, or none any more. */
    updateVisit(text: string | null): void {
      const visit = $visit.get();
      if (visit === null || visit.text === text) return;
      $visit.set(text === null ? null : { ...visit, text });
      closeMissing();
      $revision.set($revision.get() + 1);
    },
    reset(): void {
      $undo.set({ texts: { ...$texts.get() }, removed: [] });
      setTexts(start);
      $check.set({ kind: 'none' });
      $own.set({ kind: 'none' });
      changed();
    },
    undo(): void {
      const undo = $undo.get();
      if (undo === null) return;
      $undo.set(null);
      setTexts(undo.texts);
      const [first] = undo.removed;
      if (first !== undefined) $open.set(first);
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
        setTexts(textsOf(draft));
      }),
  };
}
