import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { writeFiles } from '../../../tests/bench/native/write-files.ts';
import { readProject } from './read-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'project-'));
afterAll(() => rm(folder, { recursive: true }));

test('a project is what a learner may write: no packages, no lock, nothing hidden', async () => {
  const paths = [
    'onion.ts',
    'parts/view.ts',
    'package.json',
    'package-lock.json',
    'node_modules/vitest/index.js',
    '.inside-out/suite.test.js',
    '.gitignore',
  ];
  await writeFiles(folder, Object.fromEntries(paths.map((path) => [path, strToU8(path)])));
  expect(await readProject(folder)).toEqual({
    'onion.ts': 'onion.ts',
    'package.json': 'package.json',
    'parts/view.ts': 'parts/view.ts',
  });
});
