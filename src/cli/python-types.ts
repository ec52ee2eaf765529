import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { cacheFolder } from '../django/cache.ts';
import { ensureWheels } from '../django/wheels.ts';

/** `extraPaths` of pyproject.toml. */
const unpacked = join(cacheFolder, 'python');

/** Lays the sources of the locked wheels where the type checker looks for them, unless they are there. */
export async function unpackWheels(folder = unpacked): Promise<void> {
  const wheels = await ensureWheels();
  const stamp = wheels.join('\n');
  if ((await readFile(join(folder, 'wheels.txt'), 'utf8').catch(() => '')) === stamp) return;
  const draft = `${folder}.${process.pid}`;
  for (const wheel of wheels) {
    const files = unzipSync(await readFile(wheel), { filter: ({ name }) => /\.(py|pyi|typed)$/.test(name) });
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(draft, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
  }
  await writeFile(join(draft, 'wheels.txt'), stamp);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}
