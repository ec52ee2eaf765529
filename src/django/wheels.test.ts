import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from './cache.ts';
import type { LockedWheel, WheelSource } from './wheel.ts';
import lockedWheels from './wheels.lock.json' with { type: 'json' };
import { defaultSources, ensureWheels } from './wheels.ts';

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wheels-'));
  folder = join(root, 'wheels');
});
afterEach(() => rm(root, { recursive: true }));

const content = (name: string): string => `the bytes of ${name}`;
const wheel = (name: string): LockedWheel => {
  const file = `${name}-1.0-py3-none-any.whl`;
  return { name, version: '1.0', file, sha256: sha256(content(file)) };
};
const lock = [wheel('alpha'), wheel('beta')];

/** A source that has every wheel, and notes what it was asked for. */
const stocked = (asked: string[] = [], bytes = content): WheelSource => ({
  name: 'the shop',
  async fetch(wheels, into) {
    for (const { file } of wheels) {
      asked.push(file);
      await writeFile(join(into, file), bytes(file));
    }
  },
});
const failing = (name: string, reason: string): WheelSource => ({
  name,
  fetch: () => Promise.reject(new Error(reason)),
});

test('every wheel ends up in the folder under its own name, and nothing else does', async () => {
  const paths = await ensureWheels({ lock, folder, sources: [stocked()] });
  expect(paths).toEqual(lock.map(({ file }) => join(folder, file)));
  expect(await readdir(folder)).toEqual(lock.map(({ file }) => file));
  expect(await readFile(paths[1] ?? '', 'utf8')).toBe(content('beta-1.0-py3-none-any.whl'));
});

test('a wheel with the right hash is kept, and only the others are fetched', async () => {
  const asked: string[] = [];
  await ensureWheels({ lock: lock.slice(0, 1), folder, sources: [stocked()] });
  await ensureWheels({ lock, folder, sources: [stocked(asked)] });
  expect(asked).toEqual(['beta-1.0-py3-none-any.whl']);
  await ensureWheels({ lock, folder, sources: [failing('nobody', 'was not to be asked')] });
});

test('a wheel that was damaged in the folder is replaced', async () => {
  await mkdir(folder);
  await writeFile(join(folder, 'alpha-1.0-py3-none-any.whl'), 'half of');
  await ensureWheels({ lock, folder, sources: [stocked()] });
  expect(await readFile(join(folder, 'alpha-1.0-py3-none-any.whl'), 'utf8')).toBe(
    content('alpha-1.0-py3-none-any.whl'),
  );
});

test('the next source is asked when one has nothing', async () => {
  const asked: string[] = [];
  await ensureWheels({ lock, folder, sources: [failing('pip', 'not here'), stocked(asked)] });
  expect(asked).toHaveLength(2);
});

test('long steps are reported by name and version', async () => {
  const steps: string[] = [];
  await ensureWheels({ lock, folder, sources: [stocked()], report: (step) => steps.push(step) });
  expect(steps).toEqual(['Fetching alpha 1.0, beta 1.0']);
});

describe('a wheel with a wrong hash', () => {
  const forged = stocked([], (file) => (file.startsWith('beta') ? 'something else' : content(file)));

  test('is refused by its name, with both hashes', async () => {
    await expect(ensureWheels({ lock, folder, sources: [forged] })).rejects.toMatchObject({
      name: 'WheelRefused',
      message: [
        "beta-1.0-py3-none-any.whl from the shop was refused, and nothing was kept: it isn't the file that wheels.lock.json names.",
        `  expected sha256 ${lock[1]?.sha256}`,
        `  got      sha256 ${sha256('something else')}`,
        'Take it from https://pypi.org/project/beta/1.0/#files, or check the index that the shop uses.',
      ].join('\n'),
    });
  });

  test('leaves nothing behind, and no other source is asked', async () => {
    const asked: string[] = [];
    await expect(ensureWheels({ lock, folder, sources: [forged, stocked(asked)] })).rejects.toThrow();
    expect(asked).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

test('without a network the message says what is wanted and how to supply it', async () => {
  const sources = [failing('pip', 'No matching distribution'), failing('pypi.org', "can't be reached")];
  await expect(ensureWheels({ lock, folder, sources })).rejects.toMatchObject({
    name: 'WheelError',
    message: [
      'These Python wheels are needed and could not be fetched:',
      '  alpha-1.0-py3-none-any.whl',
      '  beta-1.0-py3-none-any.whl',
      'What was tried:',
      '  pip: No matching distribution',
      "  pypi.org: can't be reached",
      'Run the command again with a network, or put the files into a folder and name it:',
      '  INSIDE_OUT_WHEELS=/path/to/folder npm start',
    ].join('\n'),
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a folder supplied by hand is the only source', () => {
  expect(defaultSources('/media/usb').map(({ name }) => name)).toEqual(['INSIDE_OUT_WHEELS=/media/usb']);
  expect(defaultSources(undefined)).toHaveLength(2);
  expect(defaultSources('')).toHaveLength(2);
});

test('the lock names Django 5.2, what it needs, and Django REST framework, each by file and SHA-256', () => {
  expect(lockedWheels.map(({ name }) => name)).toEqual([
    'django',
    'djangorestframework',
    'asgiref',
    'sqlparse',
    'tzdata',
  ]);
  expect(lockedWheels[0]?.version).toMatch(/^5\.2\./);
  for (const { name, version, file, sha256 } of lockedWheels) {
    expect(file.startsWith(`${name}-${version}-`)).toBe(true);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});
