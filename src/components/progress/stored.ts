import type * as z from 'zod/mini';
import { damagedKey, readStored } from '../../course/progress.ts';

/** What a record holds; a damaged one moves aside before anything can overwrite it, and counts as absent. */
export function decodeStored<S extends z.core.$ZodType>(
  key: string,
  text: string,
  schema: S,
): z.infer<S> | null {
  const stored = readStored(text, schema);
  if (stored.kind === 'read') return stored.value;
  if (stored.kind === 'damaged') {
    localStorage.setItem(damagedKey(key, new Date()), stored.text);
    localStorage.removeItem(key);
  }
  return null;
}
