import { copyFile, mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { cacheFolder, replaceFile, sha256 } from '../django/cache.ts';

export interface CompressFolder {
  /** Where what was compressed before is kept, by its content. */
  readonly cache?: string;
}

/** What there is of a folder's files beside them, in bytes. */
export interface Compressed {
  /** Files that have a sibling in at least one coding. */
  readonly files: number;
  /** What the files themselves weigh, and their smallest siblings. */
  readonly before: number;
  readonly after: number;
}

interface Coding {
  readonly suffix: string;
  /** Names the coding and how hard it tries, for the cache. */
  readonly id: string;
  compress(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * Pyodide's 9.6 MB of WebAssembly become 3.13 MB in 3.6 s. Quality 11 makes 2.77 MB of them and takes 31 s, 10 makes
 * 2.86 MB and takes 16 s: too long for whoever starts the project for the first time.
 */
const BROTLI_QUALITY = 9;
const GZIP_LEVEL = 9;

const codings: readonly Coding[] = [
  {
    suffix: '.br',
    id: `brotli-${BROTLI_QUALITY}`,
    compress: (bytes) =>
      promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          // 16 MB, the most that every browser takes.
          [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
  },
  {
    suffix: '.gz',
    id: `gzip-${GZIP_LEVEL}`,
    compress: (bytes) => promisify(gzip)(bytes, { level: GZIP_LEVEL }),
  },
];

/** Below it a file fits into one packet anyway. */
const WORTHWHILE = 1024;
/** A sibling has at most this share of the file's size. */
const SHRUNK = 0.95;
/** Cached, it says that a file doesn't shrink in a coding. */
const useless = new Uint8Array();

const PARALLEL = 4;
const KEPT_FOR = 30 * 24 * 3600 * 1000;

/**
 * Lays compressed siblings (`page.js.br`, `page.js.gz`) beside the files of a folder: for each coding beside those that
 * shrink in it by 5 %. What a file's name ends in decides nothing. The same content is compressed once.
 */
export async function compressFolder(
  folder: string,
  { cache = join(cacheFolder, 'compressed') }: CompressFolder = {},
): Promise<Compressed> {
  await mkdir(cache, { recursive: true });
  const waiting = await filesIn(folder);
  let [files, before, after] = [0, 0, 0];
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const sizes = await compressFile(file, cache);
      if (sizes === null) continue;
      files += 1;
      before += sizes.before;
      after += sizes.after;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  await forgetUnused(cache);
  return { files, before, after };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !codings.some(({ suffix }) => entry.name.endsWith(suffix)))
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Null when the file doesn't shrink in any coding. */
async function compressFile(
  file: string,
  cache: string,
): Promise<{ readonly before: number; readonly after: number } | null> {
  const bytes = await readFile(file);
  if (bytes.length < WORTHWHILE) return null;
  const hash = sha256(bytes);
  let after: number | null = null;
  for (const coding of codings) {
    const kept = join(cache, `${hash}.${coding.id}`);
    const size = (await sizeOf(kept)) ?? (await fill(kept, bytes, coding));
    await utimes(kept, new Date(), new Date());
    if (size === useless.length) continue;
    await copyFile(kept, `${file}${coding.suffix}`);
    after = Math.min(size, after ?? size);
  }
  return after === null ? null : { before: bytes.length, after };
}

/** @returns the size of what lies there then */
async function fill(kept: string, bytes: Uint8Array, { compress }: Coding): Promise<number> {
  const compressed = await compress(bytes);
  const content = compressed.length <= bytes.length * SHRUNK ? compressed : useless;
  await replaceFile(kept, content);
  return content.length;
}

async function forgetUnused(cache: string): Promise<void> {
  const oldest = Date.now() - KEPT_FOR;
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if ((await stat(path)).mtimeMs < oldest) await rm(path);
  }
}

/** Null when there is no such file. */
async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}
