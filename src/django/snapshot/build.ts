import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from 'pyodide';
import type { RuntimeSource, SnapshotSource } from '../boot.ts';
import { cacheFolder, replaceFile, sha256 } from '../cache.ts';
import type { Files } from '../groundwork.ts';
import { partsOf, readIndex, snapshotIn } from './folder.ts';
import { makeSnapshot } from './make.ts';
import { BLANK, SNAPSHOT_INDEX, type SnapshotIndex, snapshotPart } from './snapshot.ts';

export interface BuildSnapshot {
  readonly source: RuntimeSource;
  /** The base project. */
  readonly project: Files;
  /** Where the files are written. */
  readonly folder?: string;
  readonly report?: (step: string) => void;
}

/**
 * Makes the snapshot that visitors' interpreters are restored from. Does nothing when nothing that is in it changed
 * since the last time.
 * @returns the paths of its files
 */
export async function buildSnapshot({
  source,
  project,
  folder = join(cacheFolder, 'runtime'),
  report = () => {},
}: BuildSnapshot): Promise<Readonly<Record<string, string>>> {
  const stamp = await stampOf(source, project);
  if (await isFresh(folder, stamp)) return pathsIn(folder, await readIndex(folder));
  report('Taking a snapshot of Django, ready to serve');
  const { index, snapshot, blank } = await makeSnapshot(source, project);
  for (const [part, bytes] of snapshot.entries()) await replaceFile(join(folder, snapshotPart(part)), bytes);
  await replaceFile(join(folder, BLANK), blank);
  await replaceFile(join(folder, SNAPSHOT_INDEX), JSON.stringify(index));
  await replaceFile(stampIn(folder), stamp);
  return pathsIn(folder, index);
}

/** The snapshot as it lies in a folder; null when there is none, or when it is of other content than that. */
export async function findSnapshot(
  source: RuntimeSource,
  project: Files,
  folder: string = join(cacheFolder, 'runtime'),
): Promise<SnapshotSource | null> {
  return (await isFresh(folder, await stampOf(source, project))) ? snapshotIn(folder) : null;
}

function pathsIn(folder: string, index: SnapshotIndex): Record<string, string> {
  const names = [SNAPSHOT_INDEX, ...partsOf(index), BLANK];
  return Object.fromEntries(names.map((name) => [name, join(folder, name)]));
}

function stampIn(folder: string): string {
  return join(folder, 'snapshot.stamp');
}

async function isFresh(folder: string, stamp: string): Promise<boolean> {
  return (await readFile(stampIn(folder), 'utf8').catch(() => '')) === stamp;
}

/** What runs in the interpreter, or decides what it sees, while its memory comes to be. */
const RECIPE = [
  './make.ts',
  './snapshot.ts',
  '../boot.ts',
  '../crash.ts',
  '../files/library.ts',
  '../files/project.ts',
  '../files/read-only.ts',
  '../groundwork.ts',
  '../host.ts',
  '../image.ts',
  '../pyodide.ts',
  '../runtime.ts',
] as const;

/** Names everything that decides what is in the snapshot: Pyodide, what Python imports, the base project, this recipe. */
async function stampOf(source: RuntimeSource, project: Files): Promise<string> {
  const recipe = await Promise.all(RECIPE.map((file) => readFile(new URL(file, import.meta.url))));
  const archive = await source.sitePackages.bytes();
  const inputs = [version, archive, ...Object.entries(project).flat(), ...recipe].map(sha256);
  return sha256(inputs.join());
}
