import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LockedWheel } from './wheel.ts';
import { folderSource, httpsSource, pipSource, type RunProgram, requirementsOf } from './wheel-sources.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheel-sources-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hash = 'a'.repeat(64);
const wheel: LockedWheel = {
  name: 'alpha',
  version: '1.0',
  file: 'alpha-1.0-py3-none-any.whl',
  sha256: hash,
};

describe('pip', () => {
  /** Answers like a machine on which only `python` has pip, whose download ends as given. */
  const machine =
    (calls: string[][], code: number, output: string): RunProgram =>
    async (program, args) => {
      if (program !== 'python')
        return { code: program === 'python3' ? 1 : null, output: 'No module named pip' };
      calls.push([...args]);
      return args.includes('download') ? { code, output } : { code: 0, output: 'pip 25.0' };
    };

  test('downloads exactly what is locked, hashes required, dependencies left alone', async () => {
    const calls: string[][] = [];
    await pipSource(machine(calls, 0, '')).fetch([wheel], folder);
    expect(calls[1]).toEqual(
      expect.arrayContaining([
        'download',
        '--require-hashes',
        '--no-deps',
        '--only-binary',
        '--dest',
        folder,
      ]),
    );
    expect(await readFile(join(folder, 'requirements.txt'), 'utf8')).toBe(requirementsOf([wheel]));
    expect(requirementsOf([wheel])).toBe(`alpha==1.0 --hash=sha256:${hash}\n`);
  });

  test('is looked for under every name Python goes by', async () => {
    const nowhere: RunProgram = async () => ({ code: null, output: '' });
    await expect(pipSource(nowhere).fetch([wheel], folder)).rejects.toThrow(
      'none of python3, python, py runs pip',
    );
  });

  test('that refuses a hash is quoted with both hashes', async () => {
    const output = [
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated…',
      '    alpha==1.0 from https://files.example/alpha-1.0-py3-none-any.whl (from -r requirements.txt (line 1)):',
      `        Expected sha256 ${hash}`,
      `             Got        ${'b'.repeat(64)}`,
      '',
    ].join('\n');
    await expect(pipSource(machine([], 1, output)).fetch([wheel], folder)).rejects.toMatchObject({
      name: 'WheelRefused',
      message: expect.stringMatching(
        new RegExp(`^${wheel.file} from pip was refused[^]*sha256 ${hash}[^]*sha256 ${'b'.repeat(64)}`),
      ),
    });
  });

  test('that fails otherwise is quoted with its last error', async () => {
    const output =
      'WARNING: Retrying\nERROR: Could not find a version\nERROR: No matching distribution found\n\n';
    await expect(pipSource(machine([], 1, output)).fetch([wheel], folder)).rejects.toThrow(
      /^No matching distribution found$/,
    );
  });
});

describe('the index over HTTPS', () => {
  const index = 'https://index.example/simple';
  const web =
    (pages: Record<string, string>): typeof fetch =>
    async (url) => {
      const page = pages[String(url)];
      return new Response(page ?? 'no', { status: page === undefined ? 404 : 200 });
    };
  const fetchFrom = (fetchUrl: typeof fetch) => httpsSource(fetchUrl, index).fetch([wheel], folder);

  test.each([
    ['JSON', JSON.stringify({ files: [{ filename: wheel.file, url: '../../files/alpha.whl' }] })],
    ['HTML', `<a href="../../files/alpha.whl#sha256=${hash}" data-x="1">${wheel.file}</a><br/>`],
    [
      'HTML with whole addresses',
      `<a class="x" href="https://index.example/files/alpha.whl">${wheel.file}</a>`,
    ],
  ])('gives the file that its page in %s links to', async (_, page) => {
    await fetchFrom(web({ [`${index}/alpha/`]: page, 'https://index.example/files/alpha.whl': 'the wheel' }));
    expect(await readFile(join(folder, wheel.file), 'utf8')).toBe('the wheel');
  });

  test.each([
    ['has no such project', web({}), `${index}/alpha/ answered 404`],
    [
      'has no such file',
      web({ [`${index}/alpha/`]: '{"files": []}' }),
      `${index}/alpha/ lists no ${wheel.file}`,
    ],
    [
      'is a sign-in page',
      web({ [`${index}/alpha/`]: '<!doctype html>' }),
      `${index}/alpha/ lists no ${wheel.file}`,
    ],
    [
      "can't be reached",
      () => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })),
      `${index}/alpha/ can't be reached (getaddrinfo ENOTFOUND)`,
    ],
  ] as [string, typeof fetch, string][])(
    'that %s is quoted with its address',
    async (_, fetchUrl, message) => {
      await expect(fetchFrom(fetchUrl)).rejects.toThrow(message);
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('a folder supplied by hand', () => {
  test('gives copies of its wheels', async () => {
    const supplied = await mkdtemp(join(folder, 'supplied-'));
    await writeFile(join(supplied, wheel.file), 'the wheel');
    await folderSource(supplied).fetch([wheel], folder);
    expect(await readFile(join(folder, wheel.file), 'utf8')).toBe('the wheel');
    expect(await readdir(supplied)).toEqual([wheel.file]);
  });

  test('that lacks a wheel is told which', async () => {
    await expect(folderSource(folder).fetch([wheel], folder)).rejects.toThrow(
      `the folder has no ${wheel.file}`,
    );
  });

  test("that doesn't exist is named", async () => {
    await expect(folderSource('/no/such').fetch([wheel], folder)).rejects.toThrow(
      "/no/such can't be read as a folder",
    );
  });
});
