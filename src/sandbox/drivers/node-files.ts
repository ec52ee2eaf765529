import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileSet, Track } from '../protocol.ts';

/** The repository's root, with a slash at its end. */
export const root = new URL('../../../', import.meta.url);

/** The text files below a folder of the repository, by path relative to it. A folder that isn't there has none. */
export async function readFiles(folder: string): Promise<FileSet> {
  const cwd = fileURLToPath(new URL(`${folder}/`, root));
  const files: Record<string, string> = {};
  for await (const entry of glob('**/*', { cwd, withFileTypes: true, exclude: isLeftover })) {
    if (!entry.isFile()) continue;
    const absolute = `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/');
    files[absolute.slice(cwd.length)] = await readFile(absolute, 'utf8');
  }
  return files;
}

/** The base project of a track. */
export function loadBase(track: Track): Promise<FileSet> {
  return readFiles(`base/${track}`);
}

/** What running a project by hand leaves beside its sources. */
function isLeftover({ name }: { readonly name: string }): boolean {
  return name === '__pycache__' || name === 'node_modules';
}
