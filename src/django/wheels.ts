import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, sha256 } from './cache.ts';
import { type LockedWheel, WheelError, WheelRefused, type WheelSource } from './wheel.ts';
import { folderSource, httpsSource, pipSource } from './wheel-sources.ts';
import lockedWheels from './wheels.lock.json' with { type: 'json' };

export interface EnsureWheels {
  readonly lock?: readonly LockedWheel[];
  /** Where the wheels are kept, and looked for first. */
  readonly folder?: string;
  /** Tried in this order. */
  readonly sources?: readonly WheelSource[];
  /** Told in words what takes long. */
  readonly report?: (step: string) => void;
}

/**
 * Makes sure that every locked wheel lies in `folder` with the right hash, fetching only those that don't.
 * A wheel gets its name there after its hash was checked.
 *
 * Throws a `WheelRefused` when a source gives a different file, a `WheelError` when none gives all.
 * @returns absolute paths, in the order of the lock
 */
export async function ensureWheels({
  lock = lockedWheels,
  folder = join(cacheFolder, 'wheels'),
  sources = defaultSources(process.env['INSIDE_OUT_WHEELS']),
  report = () => {},
}: EnsureWheels = {}): Promise<readonly string[]> {
  const missing = await missingWheels(lock, folder);
  if (missing.length > 0) {
    report(`Fetching ${missing.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
    await mkdir(folder, { recursive: true });
    const draft = await mkdtemp(join(folder, '.incoming-'));
    try {
      await fetchFromFirst(sources, missing, draft);
      for (const { file } of missing) await rename(join(draft, file), join(folder, file));
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return lock.map(({ file }) => join(folder, file));
}

/** A folder supplied by hand is meant: nothing else is asked then. */
export function defaultSources(suppliedFolder: string | undefined): readonly WheelSource[] {
  return suppliedFolder ? [folderSource(suppliedFolder)] : [pipSource(), httpsSource()];
}

async function missingWheels(lock: readonly LockedWheel[], folder: string): Promise<readonly LockedWheel[]> {
  const hashes = await Promise.all(lock.map(({ file }) => hashOf(join(folder, file))));
  return lock.filter((wheel, index) => hashes[index] !== wheel.sha256);
}

async function fetchFromFirst(
  sources: readonly WheelSource[],
  wheels: readonly LockedWheel[],
  folder: string,
) {
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      await source.fetch(wheels, folder);
      return await verify(wheels, folder, source.name);
    } catch (error) {
      if (error instanceof WheelRefused) throw error;
      reasons.push(`  ${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new WheelError(unobtainable(wheels, reasons));
}

async function verify(wheels: readonly LockedWheel[], folder: string, source: string): Promise<void> {
  for (const wheel of wheels) {
    const got = await hashOf(join(folder, wheel.file));
    if (got === null) throw new Error(`gave no ${wheel.file}`);
    if (got !== wheel.sha256) throw new WheelRefused(wheel, got, source);
  }
}

function unobtainable(wheels: readonly LockedWheel[], reasons: readonly string[]): string {
  return [
    'These Python wheels are needed and could not be fetched:',
    ...wheels.map(({ file }) => `  ${file}`),
    'What was tried:',
    ...reasons,
    'Run the command again with a network, or put the files into a folder and name it:',
    '  INSIDE_OUT_WHEELS=/path/to/folder npm start',
  ].join('\n');
}

/** Null when there is no such file. */
async function hashOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return bytes === null ? null : sha256(bytes);
}
