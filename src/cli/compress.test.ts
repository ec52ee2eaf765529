import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compressFolder } from './compress.ts';

const text = 'A response travels out through every layer. '.repeat(200);

let home: string;
let site: string;
let cache: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'compress-'));
  [site, cache] = [join(home, 'site'), join(home, 'cache')];
  await mkdir(join(site, 'runtime'), { recursive: true });
});
afterEach(() => rm(home, { recursive: true }));

test('a file that shrinks has a sibling in each coding, in any folder', async () => {
  await writeFile(join(site, 'runtime', 'python.wasm'), text);
  await compressFolder(site, { cache });
  const sibling = (suffix: string) => readFile(join(site, 'runtime', `python.wasm${suffix}`));
  expect(brotliDecompressSync(await sibling('.br')).toString()).toBe(text);
  expect(gunzipSync(await sibling('.gz')).toString()).toBe(text);
});

test('a file that does not shrink, one of a packet and one that is compressed have none', async () => {
  await writeFile(join(site, 'noise.zip'), randomBytes(20_000));
  await writeFile(join(site, 'short.txt'), text.slice(0, 1000));
  await writeFile(join(site, 'heap.bin.gz'), text);
  expect(await compressFolder(site, { cache })).toEqual({ files: 0, before: 0, after: 0 });
  expect((await readdir(site)).sort()).toEqual(['heap.bin.gz', 'noise.zip', 'runtime', 'short.txt']);
});

test('the same content is compressed once, whatever its name, and what does not shrink is tried once', async () => {
  await writeFile(join(site, 'a.js'), text);
  await writeFile(join(site, 'noise.zip'), randomBytes(20_000));
  await compressFolder(site, { cache });
  const kept = await readdir(cache);
  expect(kept).toHaveLength(4);
  for (const name of kept.filter((name) => !name.endsWith('gzip-9'))) {
    if ((await readFile(join(cache, name))).length > 0) await writeFile(join(cache, name), 'from the cache');
  }

  const again = join(home, 'again');
  await mkdir(again);
  await writeFile(join(again, 'b.js'), text);
  await compressFolder(again, { cache });
  expect(await readFile(join(again, 'b.js.br'), 'utf8')).toBe('from the cache');
  expect(await readdir(cache)).toEqual(kept);
});

test('it tells what the files weigh, and what is sent of them', async () => {
  await writeFile(join(site, 'a.css'), text);
  await writeFile(join(site, 'b.css'), text);
  const { length } = text;
  const { files, before, after } = await compressFolder(site, { cache });
  expect([files, before]).toEqual([2, 2 * length]);
  expect(after).toBeLessThan(length);
});

test('what no build has used for a month is forgotten', async () => {
  await mkdir(cache);
  const month = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  await writeFile(join(cache, 'old.brotli-9'), text);
  await utimes(join(cache, 'old.brotli-9'), month, month);
  await compressFolder(site, { cache });
  expect(await readdir(cache)).toEqual([]);
});
