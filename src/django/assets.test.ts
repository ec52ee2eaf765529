import { access } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { prepareRuntime } from './assets.ts';
import { nodeRuntimeSource } from './node-source.ts';

test('every file that the interpreter boots from is on this machine', async () => {
  const { hash, assets } = await prepareRuntime();
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(assets.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'pyodide.mjs text/javascript',
    'pyodide.asm.mjs text/javascript',
    'pyodide.asm.wasm application/wasm',
    'python_stdlib.zip application/zip',
    'site-packages.zip application/zip',
    'snapshot.json application/json',
    'snapshot-1.bin application/octet-stream',
    'snapshot-2.bin application/octet-stream',
    'snapshot-3.bin application/octet-stream',
    'blank.bin application/octet-stream',
  ]);
  await Promise.all(assets.map(({ file }) => access(file)));
});

test('Node boots from the same files', async () => {
  const { indexURL, sitePackages } = nodeRuntimeSource();
  await access(`${indexURL}pyodide.asm.wasm`);
  const [first, second] = await sitePackages.bytes();
  expect([first, second]).toEqual([0x50, 0x4b]);
});
