import type { ZipEntry } from '../files/zip.ts';
import type { Reads } from '../reads.ts';

/**
 * What is known of a snapshot before its bytes are there: plain JSON. It is made with the files that it stands for and
 * lies beside them at one address, which names the content of all of them: it can't be of another build than they are.
 */
export interface SnapshotIndex {
  /** The memory after the base project was prepared, as Pyodide writes it; in bytes. */
  readonly bytes: number;
  /** Its SHA-256, in hexadecimal digits. */
  readonly digest: string;
  /** How many parts it comes in. */
  readonly parts: number;
  /** The base project: path → text. */
  readonly project: Readonly<Record<string, string>>;
  /** What of it was read while it was prepared. */
  readonly reads: Reads;
  /** The size of the standard library's archive, in bytes. */
  readonly stdlibBytes: number;
  readonly sitePackages: readonly ZipEntry[];
}

/** Names of the files, beside Pyodide's. */
export const SNAPSHOT_INDEX = 'snapshot.json';

/**
 * The compressed snapshot, cut into parts. We compress it ourselves, since not every host compresses what it doesn't
 * know; `.gz` would make some of them say that they did.
 */
export function snapshotPart(part: number): string {
  return `snapshot-${part + 1}.bin`;
}

export function isSnapshotPart(name: string): boolean {
  return /^snapshot-\d+\.bin$/.test(name);
}

/** In bytes. Chromium's cache in memory, which private windows have, keeps no file of 8 MB. */
export const PART_BYTES = 4 * 2 ** 20;

/** What `differenceOf` makes of the memory before anything was prepared, compressed likewise. */
export const BLANK = 'blank.bin';

/** Where the memory begins in a snapshot of Pyodide's, in bytes: its second word (`restoreSnapshot`, pyodide.asm.mjs). */
function memoryOffset(snapshot: Uint8Array): number {
  return new DataView(snapshot.buffer, snapshot.byteOffset, 8).getUint32(4, true);
}

/**
 * How to make `other` of `snapshot`: two memories of one process at two times have much in common.
 * Four bytes that say how long the header of `other` is, the header, and its memory, exclusive-or that of `snapshot`.
 */
export function differenceOf(snapshot: Uint8Array, other: Uint8Array): Uint8Array {
  const header = other.subarray(0, memoryOffset(other));
  const difference = new Uint8Array(4 + other.length);
  new DataView(difference.buffer).setUint32(0, header.length, true);
  difference.set(other, 4);
  combine(difference.subarray(4 + header.length), snapshot.subarray(memoryOffset(snapshot)));
  return difference;
}

/** The other snapshot, from the one and the difference. */
export function otherOf(snapshot: Uint8Array, difference: Uint8Array): Uint8Array {
  const headerLength = new DataView(difference.buffer, difference.byteOffset, 4).getUint32(0, true);
  const other = difference.slice(4);
  combine(other.subarray(headerLength), snapshot.subarray(memoryOffset(snapshot)));
  return other;
}

function combine(target: Uint8Array, mask: Uint8Array): void {
  const length = Math.min(target.length, mask.length);
  for (let at = 0; at < length; at += 1) target[at] = (target[at] ?? 0) ^ (mask[at] ?? 0);
}
