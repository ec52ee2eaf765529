import { access } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { nodeRuntimeSource, prepareRuntime } from './assets.ts';

test('every file that the interpreter boots from is on this machine', async () => {
  const { hash, assets } = await prepareRuntime();
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(assets.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'pyodide.mjs text/javascript',
    'pyodide.asm.mjs text/javascript',
    'pyodide.asm.wasm application/wasm',
    'python_stdlib.zip application/zip',
    'pyodide-lock.json application/json',
    'site-packages.zip application/zip',
  ]);
  await Promise.all(assets.map(({ file }) => access(file)));
});

test('Node boots from the same files', async () => {
  const { indexURL, sitePackages } = nodeRuntimeSource();
  await access(`${indexURL}pyodide.asm.wasm`);
  const [first, second] = await sitePackages();
  expect([first, second]).toEqual([0x50, 0x4b]);
});
