import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const suite = await readFile(new URL('suite.ts', import.meta.url), 'utf8');
const native = await readFile(new URL('test_shop.py', import.meta.url), 'utf8');

test('the suite in the page and the one on CPython prove the same ten facts, in the same order', () => {
  const inPage = [...suite.matchAll(/^test\('(.+)', async/gm)].map(([, title]) => title);
  const onCPython = [...native.matchAll(/def test_\w+\(self\):\n +"""(.+)"""/g)].map(([, title]) => title);
  expect(onCPython).toEqual(inPage);
  expect(inPage).toHaveLength(10);
});
