import { persistentAtom } from '@nanostores/persistent';
import type { SandboxKind } from './ladder.ts';

/** The sandbox that the learner chose for the Rebuild track, in every tab; null leaves it to the site. */
export const $sandboxChoice = persistentAtom<SandboxKind | null>('inside-out:sandbox', null, {
  // No record at all for no choice: persistentAtom removes the key.
  encode: (choice) => choice ?? undefined,
  decode: readChoice,
});

export function readChoice(text: string | undefined): SandboxKind | null {
  return text === 'embedded' || text === 'container' ? text : null;
}
