/** Files that a learner adds to an exercise: which names they may have. */
import type { Track } from './schema.ts';

/** What a project of a track can make use of. */
const ENDINGS: Readonly<Record<Track, readonly string[]>> = {
  django: ['py', 'html', 'txt'],
  rebuild: ['ts', 'json', 'md', 'txt'],
};

/** More is no exercise any more, and drafts share 5 MB of the browser's storage. */
export const MOST_OWN_FILES = 20;
const LONGEST_PATH = 80;

export interface NewFile {
  readonly track: Track;
  /** Every path that is taken: the base project's, the exercise's and the learner's own. */
  readonly taken: readonly string[];
  /** How many files the learner has added already. */
  readonly own: number;
}

/** Why a file can't have this path, as a sentence for the learner; null when it can. */
export function pathProblem(path: string, { track, taken, own }: NewFile): string | null {
  const endings = ENDINGS[track];
  if (own >= MOST_OWN_FILES) return `You have added ${MOST_OWN_FILES} files, which is the most there can be.`;
  if (path === '') return 'Give the file a name.';
  if (path.length > LONGEST_PATH) return `Take a name of at most ${LONGEST_PATH} characters.`;
  if (path.startsWith('/'))
    return 'Leave the slash at the beginning out: paths begin in the project’s folder.';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part.startsWith('.')))
    return 'A folder or file can’t be nameless or begin with a dot.';
  if (!/^[\w./-]+$/.test(path))
    return 'Use letters of the English alphabet, digits, hyphens, underscores, and slashes between folders.';
  if (!endings.some((ending) => path.endsWith(`.${ending}`)))
    return `Let the name end in ${listed(endings.map((ending) => `.${ending}`))}.`;
  // Some file systems, and the learner's own among them, don't tell them apart.
  const same = taken.find((each) => each.toLowerCase() === path.toLowerCase());
  if (same !== undefined) return `There is a file ${same} already.`;
  const folder = taken.find((each) => each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
  if (folder !== undefined) return `${folder} is in the way: a file and a folder can’t have the same name.`;
  return null;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words);
}
