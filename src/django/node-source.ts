import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { loadPyodide } from 'pyodide';
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import type { RuntimeSource } from './boot.ts';
import { once } from './once.ts';
import { buildSitePackages, sitePackagesPath } from './site-packages.ts';
import { ensureWheels } from './wheels.ts';

/** The folder of the installed `pyodide` package. */
export const pyodideFolder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

const stdlibPath = join(pyodideFolder, 'python_stdlib.zip');

/** What an interpreter boots from in Node. @param wasm compiled already, by another thread */
export function nodeRuntimeSource(wasm?: WebAssembly.Module): RuntimeSource {
  return {
    loadPyodide,
    loadModule: async () => createPyodideModule,
    wasm: once(
      async () => wasm ?? WebAssembly.compile(await readFile(join(pyodideFolder, 'pyodide.asm.wasm'))),
    ),
    indexURL: pyodideFolder + sep,
    stdLibURL: () => stdlibPath,
    stdlib: { bytes: () => bytesOf(stdlibPath), bytesNow: () => bytesNowOf(stdlibPath) },
    sitePackages: {
      async bytes() {
        await buildSitePackages({ wheels: await ensureWheels() });
        return bytesOf(sitePackagesPath);
      },
      bytesNow: () => bytesNowOf(sitePackagesPath),
    },
  };
}

// Pyodide knows typed arrays by their class, and Node's Buffer is one it doesn't know.

async function bytesOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path));
}

function bytesNowOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}
