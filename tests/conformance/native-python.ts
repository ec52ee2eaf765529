import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { cacheFolder, sha256 } from '../../src/django/cache.ts';
import { buildSitePackages } from '../../src/django/site-packages.ts';
import { ensureWheels } from '../../src/django/wheels.ts';

const run = promisify(execFile);

/** `typing.NotRequired`, `asyncio.timeout` and `asyncio.TaskGroup` came with it. */
const OLDEST = 11;

/** Runs a Python: what it is called, its version as `3.12`. */
export type AskVersion = (program: string) => Promise<string>;

/**
 * The first Python on the PATH that is new enough.
 * @throws {Error} that says what to install
 */
export async function findPython(ask: AskVersion = askVersion): Promise<string> {
  const found: string[] = [];
  for (const program of ['python3', 'python']) {
    const version = await ask(program).catch(() => null);
    if (version === null) continue;
    const [major, minor] = version.split('.').map(Number);
    if (major === 3 && (minor ?? 0) >= OLDEST) return program;
    found.push(`${program} is ${version}`);
  }
  throw new Error(
    `Django without threads is compared with CPython with threads: install Python 3.${OLDEST} or newer, as python3 on ` +
      `the PATH (${found.length > 0 ? found.join(', ') : 'there is none'}).`,
  );
}

async function askVersion(program: string): Promise<string> {
  const { stdout } = await run(program, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
  return stdout.trim();
}

/** Unpacks the archive that the page's interpreter imports from, unless it lies there already. @returns the folder */
export async function unpackSitePackages(): Promise<string> {
  const { path } = await buildSitePackages({ wheels: await ensureWheels() });
  const archive = await readFile(path);
  const home = join(cacheFolder, 'native');
  const name = sha256(archive).slice(0, 16);
  const present: readonly string[] = await readdir(home).catch(() => []);
  // Tracebacks know Django's frames by this folder's name.
  const sitePackages = join(home, name, 'site-packages');
  if (present.includes(name)) return sitePackages;
  const draft = join(home, `${name}.${process.pid}`);
  for (const [file, bytes] of Object.entries(unzipSync(archive))) {
    const target = join(draft, 'site-packages', file);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  await rename(draft, join(home, name));
  for (const old of present) await rm(join(home, old), { recursive: true, force: true });
  return sitePackages;
}
