import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { sha256 } from './cache.ts';
import { buildSitePackages } from './site-packages.ts';
import { ensureWheels } from './wheels.ts';

/** A file that the interpreter loads while it boots. */
export interface RuntimeAsset {
  /** The name Pyodide asks for: `pyodide.asm.wasm`, `site-packages.zip`. */
  readonly name: string;
  /** Absolute path on this machine. */
  readonly file: string;
  /** MIME type. WebAssembly streams only as `application/wasm`. */
  readonly type: string;
}

export interface Runtime {
  /** Names the content of all assets together: 16 hex digits of SHA-256. */
  readonly hash: string;
  readonly assets: readonly RuntimeAsset[];
}

const pyodideFiles: Readonly<Record<string, string>> = {
  'pyodide.mjs': 'text/javascript',
  'pyodide.asm.mjs': 'text/javascript',
  'pyodide.asm.wasm': 'application/wasm',
  'python_stdlib.zip': 'application/zip',
  'pyodide-lock.json': 'application/json',
};

/** The folder of the installed `pyodide` package: what `loadPyodide` takes as `indexURL` in Node. */
const pyodideFolder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

/**
 * Makes sure that everything the interpreter needs is on this machine and says where: fetches missing wheels and
 * builds `site-packages.zip` when its inputs changed.
 *
 * Throws a `WheelError` when wheels are missing and can't be had.
 */
export async function prepareRuntime(report: (step: string) => void = () => {}): Promise<Runtime> {
  const wheels = await ensureWheels({ report });
  const sitePackages = await buildSitePackages({ wheels, report });
  const assets = [
    ...Object.entries(pyodideFiles).map(([name, type]) => ({ name, file: join(pyodideFolder, name), type })),
    { name: 'site-packages.zip', file: sitePackages.path, type: 'application/zip' },
  ];
  return { hash: await hashOf(assets), assets };
}

/**
 * What the interpreter boots from in Node, for `bootRuntime`.
 * @returns Pyodide's folder with a separator at its end, and the archive's bytes once they are there
 */
export function nodeRuntimeSource(): { indexURL: string; sitePackages(): Promise<Uint8Array> } {
  return {
    indexURL: pyodideFolder + sep,
    async sitePackages() {
      const { path } = await buildSitePackages({ wheels: await ensureWheels() });
      // Pyodide knows typed arrays by their class, and Node's Buffer is one it doesn't know.
      return new Uint8Array(await readFile(path));
    },
  };
}

async function hashOf(assets: readonly RuntimeAsset[]): Promise<string> {
  const parts = await Promise.all(
    assets.map(async ({ name, file }) => `${name} ${sha256(await readFile(file))}`),
  );
  return sha256(parts.join('\n')).slice(0, 16);
}
