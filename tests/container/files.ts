import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { ContainerFiles, Tree } from '../../src/sandbox/container/api.ts';

/** Lets nothing happen in a container that was torn down. */
export type Guard = <Value>(action: () => Promise<Value>) => Promise<Value>;

/** The container's `fs`, over a folder. */
export function createFiles(workdir: string, guard: Guard): ContainerFiles {
  const inside = (path: string): string => {
    const full = resolve(workdir, path);
    if (full !== workdir && !full.startsWith(workdir + sep)) throw new Error(`EACCES: ${path} lies outside.`);
    return full;
  };
  return {
    readFile: (path, encoding) => guard(async () => readFile(inside(path), encoding)),
    writeFile: (path, data) => guard(async () => writeFile(inside(path), data)),
    readdir: (path, options) => guard(async () => readdir(inside(path), options)),
    mkdir: (path, options) => guard(async () => mkdir(inside(path), options)),
    rm: (path, options) => guard(async () => rm(inside(path), options)),
    rename: (from, to) => guard(async () => rename(inside(from), inside(to))),
    watch(path, options, listener) {
      const watcher = watch(inside(path), options, (event, file) => listener(event, file ?? ''));
      watcher.on('error', () => watcher.close());
      return watcher;
    },
  };
}

/** Writes a tree, or the JSON of one as bytes. @returns the paths that were written, relative to `folder` */
export async function mountTree(folder: string, tree: Tree | Uint8Array): Promise<string[]> {
  if (tree instanceof Uint8Array)
    return mountTree(folder, JSON.parse(new TextDecoder().decode(tree)) as Tree);
  const written: string[] = [];
  for (const [name, node] of Object.entries(tree)) {
    const path = join(folder, name);
    if ('directory' in node) {
      await mkdir(path, { recursive: true });
      written.push(...(await mountTree(path, node.directory)).map((below) => `${name}/${below}`));
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, node.file.contents);
      written.push(name);
    }
  }
  return written;
}
