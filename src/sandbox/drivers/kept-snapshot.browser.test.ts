/** What this browser keeps of the snapshot, in Chromium's own storage and with the snapshot that visitors get. */
import { snapshotBytes, snapshotParts } from 'virtual:runtime-assets';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inflateBeside, keepBeside } from './browser-inflate.ts';
import { readKeptSnapshot } from './kept-snapshot.ts';

const NAME = /^[0-9a-f]{16}\.snapshot$/;

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle('runtime', { create: true });
}

async function forget(): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry('runtime', { recursive: true }).catch(() => {});
}

async function names(): Promise<string[]> {
  return Array.fromAsync((await openFolder()).keys());
}

async function write(name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await (await openFolder()).getFileHandle(name, { create: true });
  const writable = await file.createWritable();
  await writable.write(content);
  await writable.close();
}

const load = () => inflateBeside({ content: snapshotParts, bytes: snapshotBytes });

beforeEach(forget);
afterEach(forget);

test('on a first visit there is none', async () => {
  expect(await readKeptSnapshot()).toBeNull();
});

test('the next visit has what this one inflated, byte for byte', async () => {
  const { bytes, compressed } = await load();
  await keepBeside(compressed);
  const kept = await readKeptSnapshot();
  expect(kept).toHaveLength(snapshotBytes);
  expect(kept?.every((byte, at) => byte === bytes[at])).toBe(true);
});

test('that of another build is removed', async () => {
  const { compressed } = await load();
  await write('0123456789abcdef.snapshot', new Uint8Array(8));
  await keepBeside(compressed);
  expect(await names()).toEqual([expect.stringMatching(NAME)]);
});

test('one that is damaged is not used, and is kept anew', async () => {
  const { bytes, compressed } = await load();
  await keepBeside(compressed);
  const [name = ''] = await names();
  bytes[snapshotBytes / 2] = (bytes[snapshotBytes / 2] ?? 0) ^ 1;
  await write(name, bytes);
  expect(await readKeptSnapshot()).toBeNull();
  await keepBeside(compressed);
  expect(await readKeptSnapshot()).toHaveLength(snapshotBytes);
});

test('content that can’t be inflated leaves nothing that would be used', async () => {
  await expect(keepBeside(new Blob(['this is no gzip']))).rejects.toThrow();
  expect(await readKeptSnapshot()).toBeNull();
});

test('a browser that has no such storage has none', async () => {
  vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'));
  expect(await readKeptSnapshot()).toBeNull();
  vi.restoreAllMocks();
});
