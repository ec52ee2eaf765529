import { persistentAtom } from '@nanostores/persistent';
import { type EditorPreference, readPreference } from './choice.ts';

/** The editor that the learner chose, in every tab. */
export const $editor = persistentAtom<EditorPreference>('inside-out:editor', 'auto', {
  encode: String,
  decode: readPreference,
});
