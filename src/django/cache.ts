import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute. */
export const repositoryFolder = fileURLToPath(new URL('../../', import.meta.url));

/** The ignored folder for what is fetched or built once. */
export const cacheFolder = join(repositoryFolder, '.cache');

/** @returns 64 hex digits */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes a file so that a reader, or an interruption, finds the old one or the new one and nothing between. */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${crypto.randomUUID().slice(0, 8)}`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
