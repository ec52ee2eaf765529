/** What authors write, as schemas: the schema is the type, the check and the documentation. */
import { z } from 'zod';

/** A path relative to the project's root: `shop/middleware.py`, never `/shop`, `./shop` or `../shop`. */
const projectPath = z
  .string()
  .regex(
    /^(?!\/|.*(^|\/)\.{1,2}(\/|$)).+$/,
    'is no path relative to the project: write it like `shop/middleware.py`',
  );

const sentence = (description: string) => z.string().trim().min(1).describe(description);

export const trackSchema = z
  .enum(['django', 'rebuild'])
  .describe('`django` when the learner writes Python, `rebuild` when they write TypeScript');

/** The fields of `exercises/<module>/<exercise>/exercise.yaml`. */
export const exerciseSchema = z.strictObject({
  title: sentence('the name on the tab, two to four words'),
  task: sentence('what the learner has to bring about, in one sentence'),
  track: trackSchema,
  editable: z
    .array(projectPath)
    .min(1)
    .describe('the files the learner edits, as paths relative to the project'),
  readable: z
    .array(projectPath)
    .default([])
    .describe('files shown read-only because the task needs them in view'),
  minutes: z.number().int().positive().describe('how long it takes someone who has read the lesson'),
  teaches: sentence('the one idea that stays, in one sentence'),
  hints: z
    .array(z.string().trim().min(1))
    .min(1)
    .describe('hints in order, from a nudge to almost the answer'),
});

/** The front matter of `content/<module>/<lesson>.mdx`. */
export const lessonSchema = z.strictObject({
  title: sentence('the lesson’s name'),
  summary: sentence('what the reader will understand, in one sentence'),
  minutes: z.number().int().positive().describe('reading time'),
  exercises: z.array(z.string()).describe('ids of its exercises in order, at least one of each track'),
});

/** The fields of `content/<module>/module.yaml`. */
export const moduleSchema = z.strictObject({
  title: sentence('the module’s name, one to four words'),
  summary: sentence('what the reader can do after it, in one sentence'),
});

/** A term of `content/glossary.yaml`. */
export const termSchema = z.strictObject({
  means: sentence('what it is, in one or two plain sentences; code in backticks'),
  also: z
    .array(z.string().trim().min(1))
    .default([])
    .describe('other forms of the word; a plural with s needs none'),
  lesson: z.string().optional().describe('the id of the lesson that explains it'),
});

export type Track = z.infer<typeof trackSchema>;
export type TermFields = z.infer<typeof termSchema>;
export type ExerciseFields = z.infer<typeof exerciseSchema>;
export type LessonFields = z.infer<typeof lessonSchema>;
export type ModuleFields = z.infer<typeof moduleSchema>;
