import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOCK } from '../../django/pyodide.ts';
import { DJANGO_VERSION, PYTHON_VERSION } from './versions.ts';

test('the page names the Python of Pyodide and the Django of the wheel lock', () => {
  const wheels = JSON.parse(readFileSync('src/django/wheels.lock.json', 'utf8')) as {
    name: string;
    version: string;
  }[];
  expect(PYTHON_VERSION).toBe(LOCK.info.python);
  expect(DJANGO_VERSION).toBe(wheels.find(({ name }) => name === 'django')?.version);
});
