import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { SnapshotSource } from '../boot.ts';
import { BLANK, SNAPSHOT_INDEX, type SnapshotIndex, snapshotPart } from './snapshot.ts';

/** The snapshot whose files lie in a folder. Whether it is of the right build is for its user to know. */
export function snapshotIn(folder: string): SnapshotSource {
  const inflated = async (names: readonly string[]): Promise<Uint8Array> => {
    const parts = await Promise.all(names.map((name) => readFile(join(folder, name))));
    return promisify(gunzip)(Buffer.concat(parts));
  };
  return {
    index: () => readIndex(folder),
    snapshot: async () => inflated(partsOf(await readIndex(folder))),
    blank: () => inflated([BLANK]),
  };
}

export async function readIndex(folder: string): Promise<SnapshotIndex> {
  return JSON.parse(await readFile(join(folder, SNAPSHOT_INDEX), 'utf8')) as SnapshotIndex;
}

/** The names of the files that the snapshot's memory is in. */
export function partsOf({ parts }: SnapshotIndex): string[] {
  return Array.from({ length: parts }, (_, part) => snapshotPart(part));
}
