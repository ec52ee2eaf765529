import { fileURLToPath } from 'node:url';
import { readFolder } from '../../django/base-project.ts';
import type { FileSet, Track } from '../protocol.ts';

/** The repository's root, with a slash at its end. */
export const root = new URL('../../../', import.meta.url);

/** The text files below a folder of the repository, by path relative to it. A folder that isn't there has none. */
export function readFiles(folder: string): Promise<FileSet> {
  return readFolder(fileURLToPath(new URL(`${folder}/`, root)));
}

/** The base project of a track. */
export function loadBase(track: Track): Promise<FileSet> {
  return readFiles(`base/${track}`);
}
