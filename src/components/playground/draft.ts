import { persistentAtom } from '@nanostores/persistent';
import * as z from 'zod/mini';
import { stackSchema } from '../../stack/schema.ts';
import { sharedFilesSchema } from '../../stack/share.ts';
import { decodeStored } from '../progress/stored.ts';

const key = 'inside-out:playground';

const draftSchema = z.strictObject({
  version: z.literal(1).check(z.describe('the shape of this record')),
  stack: stackSchema,
  files: z.exactOptional(sharedFilesSchema).check(z.describe('path → text of every file that was edited')),
});

/** What somebody has built in this browser. */
export type PlaygroundDraft = z.infer<typeof draftSchema>;

/** The stored draft; null when there is none. Writing throws when the browser refuses to store. */
export const $draft = persistentAtom<PlaygroundDraft | null>(key, null, {
  encode: (draft) => (draft === null ? undefined : JSON.stringify(draft)),
  decode: (text) => decodeStored(key, text, draftSchema),
});
