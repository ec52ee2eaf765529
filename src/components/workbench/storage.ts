import type { Saving } from './attempt.ts';

/** Whether this browser keeps drafts, and if not, why. */
export type Keeping = 'kept' | 'full' | 'refused';

const probeKey = 'inside-out:probe';

/** Asks the browser's storage by writing a few characters to it. */
export function probeStorage(): Keeping {
  try {
    localStorage.setItem(probeKey, 'probe');
    localStorage.removeItem(probeKey);
    return 'kept';
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused';
  }
}

/** A draft that was not saved although a few characters are: what is left is too little for it. */
export function keepingOf(probed: Keeping, saving: Saving): Keeping {
  return probed === 'kept' && saving === 'refused' ? 'full' : probed;
}

/** What is said beside a draft that isn't kept. */
export const notKept: Readonly<Record<Exclude<Keeping, 'kept'>, string>> = {
  full: 'This browser’s storage for this site is full, so your changes are not kept: copy your code before you leave the page.',
  refused:
    'This browser refuses to store anything for this site, so your changes are not kept: copy your code before you leave the page.',
};
