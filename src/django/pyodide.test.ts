import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { LOCK } from './pyodide.ts';

test('the lock that Pyodide is given says of its build what its own does', () => {
  const path = createRequire(import.meta.url).resolve('pyodide/pyodide-lock.json');
  expect(LOCK.info).toEqual(JSON.parse(readFileSync(path, 'utf8')).info);
});
