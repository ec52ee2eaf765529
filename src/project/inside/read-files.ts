import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileSet } from '../../sandbox/protocol.ts';

/**
 * The text files of the project in `folder`, by path relative to it. Left out is what a learner doesn't write:
 * `node_modules`, the lock, and everything whose name begins with a dot.
 */
export async function readProject(folder: string): Promise<FileSet> {
  const files: Record<string, string> = {};
  const read = async (below: string): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true });
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (isLeftOut(entry.name)) continue;
      if (entry.isDirectory()) await read(path);
      if (entry.isFile()) files[path] = await readFile(join(folder, path), 'utf8');
    }
  };
  await read('');
  return files;
}

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === 'package-lock.json';
}
