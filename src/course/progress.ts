/**
 * What a learner's browser remembers: drafts and solved marks, as versioned JSON.
 * Everything here is pure; `components/progress` puts it into localStorage.
 */
// The small zod: this module is loaded by every page.
import * as z from 'zod/mini';

export const draftSchema = z.object({
  version: z.literal(1).check(z.describe('the shape of this record')),
  files: z.record(z.string(), z.string()).check(z.describe('path → text of every file that was changed')),
  own: z.exactOptional(
    z.record(z.string(), z.string()).check(z.describe('path → text of every file that the learner added')),
  ),
  savedAt: z.iso.datetime().check(z.describe('when, in UTC')),
});

export const solvedSchema = z.object({
  version: z.literal(1).check(z.describe('the shape of this record')),
  solved: z
    .record(z.string(), z.iso.datetime())
    .check(z.describe('exercise id → when its suite passed first, in UTC')),
});

export const predictionsSchema = z.object({
  version: z.literal(1).check(z.describe('the shape of this record')),
  predictions: z
    .record(
      z.string(),
      z.object({
        chose: z.string().check(z.describe('the option’s text: options may come in another order one day')),
        seen: z.boolean().check(z.describe('whether the answer was opened, and the prediction counts')),
        open: z.boolean().check(z.describe('whether the answer was left open')),
      }),
    )
    .check(z.describe('`questionKey` → what was predicted')),
});

export type Draft = z.infer<typeof draftSchema>;
export type Solved = z.infer<typeof solvedSchema>;
export type Predictions = z.infer<typeof predictionsSchema>;
export type Prediction = Predictions['predictions'][string];
type Texts = Readonly<Record<string, string>>;

const prefix = 'inside-out:';
export const solvedKey = `${prefix}solved`;

export function draftKey(exercise: string): string {
  return `${prefix}draft:${exercise}`;
}

/** Where the predictions of a lesson are kept. */
export function predictionsKey(lesson: string): string {
  return `${prefix}predictions:${lesson}`;
}

/** Where a record goes that can't be read, so that nothing ever overwrites it. */
export function damagedKey(key: string, now: Date): string {
  return `${key}:damaged:${now.toISOString()}`;
}

export type Stored<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly value: T }
  /** Not JSON, not this shape, or written by a later version of the site. */
  | { readonly kind: 'damaged'; readonly text: string };

export function readStored<S extends z.core.$ZodType>(text: string | null, schema: S): Stored<z.infer<S>> {
  if (text === null || text === '') return { kind: 'absent' };
  try {
    const result = z.safeParse(schema, JSON.parse(text));
    return result.success ? { kind: 'read', value: result.data } : { kind: 'damaged', text };
  } catch {
    return { kind: 'damaged', text };
  }
}

/** The edits of a draft that still have a file to go to. The draft itself stays as it is. */
export function usableEdits(draft: Draft | null, editable: readonly string[]): Texts {
  if (draft === null) return {};
  return Object.fromEntries(Object.entries(draft.files).filter(([file]) => editable.includes(file)));
}

/** The learner's own files. What the exercise has come to have itself since is left out. */
export function ownFiles(draft: Draft | null, taken: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(draft?.own ?? {}).filter(([file]) => !taken.includes(file)));
}

/**
 * The draft to store after an edit: `texts` are the editable files and the learner's own as they stand, `start` the former as
 * they began. Files that the exercise no longer has are carried along. Null when nothing differs from the start.
 */
export function nextDraft(previous: Draft | null, texts: Texts, start: Texts, now: Date): Draft | null {
  const files: Record<string, string> = {};
  for (const [file, text] of Object.entries(previous?.files ?? {})) {
    if (start[file] === undefined) files[file] = text;
  }
  const own: Record<string, string> = {};
  for (const [file, text] of Object.entries(texts)) {
    if (start[file] === undefined) own[file] = text;
    else if (text !== start[file]) files[file] = text;
  }
  const savedAt = now.toISOString();
  if (Object.keys(own).length > 0) return { version: 1, files, own, savedAt };
  return Object.keys(files).length > 0 ? { version: 1, files, savedAt } : null;
}

export const nothingSolved: Solved = { version: 1, solved: {} };

/** Marks an exercise; the first time counts. */
export function markSolved(solved: Solved, exercise: string, now: Date): Solved {
  if (solved.solved[exercise] !== undefined) return solved;
  return { version: 1, solved: { ...solved.solved, [exercise]: now.toISOString() } };
}

export function countSolved(solved: Solved, exercises: readonly string[]): number {
  return exercises.filter((exercise) => solved.solved[exercise] !== undefined).length;
}

export const nothingPredicted: Predictions = { version: 1, predictions: {} };

/** The predictions with that of one question put in, or with null taken out. Null when none is left. */
export function nextPredictions(
  { predictions }: Predictions,
  question: string,
  prediction: Prediction | null,
): Predictions | null {
  const { [question]: _, ...others } = predictions;
  const next = prediction === null ? others : { ...others, [question]: prediction };
  return Object.keys(next).length > 0 ? { version: 1, predictions: next } : null;
}
