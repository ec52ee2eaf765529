import { persistentAtom } from '@nanostores/persistent';
import type { WritableAtom } from 'nanostores';
import { type Draft, draftKey, draftSchema } from '../../course/progress.ts';
import { decodeStored } from './stored.ts';

/** The stored draft of an exercise; null when there is none. Writing throws when the browser refuses to store. */
export function draftOf(exercise: string): WritableAtom<Draft | null> {
  const key = draftKey(exercise);
  return persistentAtom<Draft | null>(key, null, {
    // No record at all for no draft: persistentAtom removes the key.
    encode(draft) {
      // persistentAtom keeps what a browser refuses to store in memory, and says nothing of it: asking throws.
      void globalThis.localStorage;
      return draft === null ? undefined : JSON.stringify(draft);
    },
    decode: (text) => decodeStored(key, text, draftSchema),
  });
}
