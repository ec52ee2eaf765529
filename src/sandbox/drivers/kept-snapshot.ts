import { runtimeBase, snapshotBytes, snapshotDigest } from 'virtual:runtime-assets';

/** Of the browser's private file system, which only this site can see. */
const FOLDER = 'runtime';
/** Of the build that it belongs to; any other file in the folder is stale. */
const NAME = `${runtimeBase.split('/').at(-2)}.snapshot`;
/** As many times its size must be free: drafts come out of the same storage. */
const SPARE = 4;

/**
 * The snapshot as an earlier visit left it, inflated: that takes a tenth of inflating it anew.
 * @returns null when there is none of this build, or none that is whole
 */
export async function readKeptSnapshot(): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const folder = await openFolder({ create: false });
    const file = await (await folder.getFileHandle(NAME)).getFile();
    const bytes = new Uint8Array(await file.arrayBuffer());
    if ((await digest(bytes)) === snapshotDigest) return bytes;
    await folder.removeEntry(NAME);
  } catch {
    // There is none, or the browser keeps nothing for us.
  }
  return null;
}

/**
 * Keeps the snapshot for the next visit, unless it is kept already or there is little room.
 * @param inflated all of it; a stream that fails leaves nothing behind
 * @throws {Error} when the browser refuses
 */
export async function keepSnapshot(inflated: () => ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  // Safari had none until version 26.
  if (!('createWritable' in FileSystemFileHandle.prototype)) return;
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  const folder = await openFolder({ create: true });
  const names = await Array.fromAsync(folder.keys());
  if (names.includes(NAME) || quota - usage < SPARE * snapshotBytes) return;
  await Promise.all(names.map((name) => folder.removeEntry(name)));
  const file = await folder.getFileHandle(NAME, { create: true });
  // Its content appears when all of it is written, or never.
  await inflated().pipeTo(await file.createWritable());
}

async function openFolder(options: FileSystemGetDirectoryOptions): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, options);
}

/** SHA-256 as hexadecimal digits. */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
