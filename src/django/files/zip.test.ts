import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { listZip, readZipEntry } from './zip.ts';

const files = {
  'django/__init__.py': strToU8('VERSION = (5, 2)\n'.repeat(50)),
  'django/empty.py': new Uint8Array(),
  'café.txt': strToU8('à la carte'),
};
const archive = zipSync({ ...files, 'stored.bin': [strToU8('as it is'), { level: 0 }] }, { level: 9 });

test('every file is listed with its size, in the order of the archive', () => {
  expect(listZip(archive).map(({ path, size }) => [path, size])).toEqual([
    ['django/__init__.py', 850],
    ['django/empty.py', 0],
    ['café.txt', 11],
    ['stored.bin', 8],
  ]);
});

test('each file is read alone, deflated or stored', () => {
  const contents = listZip(archive).map((entry) => [entry.path, readZipEntry(archive, entry)]);
  expect(Object.fromEntries(contents)).toEqual({ ...files, 'stored.bin': strToU8('as it is') });
});

test('a list serves a copy of the archive, wherever that lies in its buffer', () => {
  const padded = new Uint8Array(archive.length + 7);
  padded.set(archive, 7);
  const [first] = JSON.parse(JSON.stringify(listZip(archive)));
  expect(readZipEntry(padded.subarray(7), first)).toEqual(files['django/__init__.py']);
});

test('bytes that are no archive are refused', () => {
  expect(() => listZip(new Uint8Array(3))).toThrow('These 3 bytes are no zip archive: its end is missing.');
  expect(() => listZip(archive.subarray(0, -1))).toThrow(/^These \d+ bytes are no zip archive/);
});

test('a broken directory and an unknown compression are named', () => {
  const directory = new DataView(archive.buffer).getUint32(archive.length - 6, true);
  const broken = archive.slice();
  broken[directory] = 0;
  expect(() => listZip(broken)).toThrow(`This zip archive has no directory entry at byte ${directory}.`);
  const packed = archive.slice();
  packed[directory + 10] = 93;
  expect(() => listZip(packed)).toThrow('django/__init__.py is compressed by method 93');
});
