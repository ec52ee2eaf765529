import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryFolder } from './cache.ts';

/** The text files below a folder, by path relative to it. A folder that isn't there has none. */
export async function readFolder(folder: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true, exclude: isLeftover })) {
    if (!entry.isFile()) continue;
    const absolute = join(entry.parentPath, entry.name);
    const path = absolute.slice(join(folder, '/').length).replaceAll('\\', '/');
    files[path] = await readFile(absolute, 'utf8');
  }
  return files;
}

/** The project that every Django exercise lies over. */
export function readBaseProject(): Promise<Readonly<Record<string, string>>> {
  return readFolder(join(repositoryFolder, 'base', 'django'));
}

/** What running a project by hand leaves beside its sources. */
function isLeftover({ name }: { readonly name: string }): boolean {
  return name === '__pycache__' || name === 'node_modules';
}
