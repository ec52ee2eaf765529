/**
 * Experimental: the process in which the learner's site runs on real Django, for a page that talks to it over its input
 * and output. Needs the package `pyodide` in the project, and in the folder `runtime` beside it the archive of
 * `site-packages.ts` and the files of a snapshot of the same build; without those it boots from scratch.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import type { Archive, RuntimeSource } from '../../django/boot.ts';
import { once } from '../../django/once.ts';
import { snapshotIn } from '../../django/snapshot/folder.ts';
import { SNAPSHOT_INDEX } from '../../django/snapshot/snapshot.ts';
import { serveDjango } from '../interpreter/serve-django.ts';
import { processDoor } from './process-door.ts';

const pyodide = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
const stdlib = join(pyodide, 'python_stdlib.zip');
const runtime = fileURLToPath(new URL('./runtime', import.meta.url));

const source: RuntimeSource = {
  loadPyodide,
  loadModule: async () => createPyodideModule,
  wasm: once(async () => WebAssembly.compile(await readFile(join(pyodide, 'pyodide.asm.wasm')))),
  indexURL: pyodide + sep,
  stdLibURL: () => stdlib,
  stdlib: archiveAt(stdlib),
  sitePackages: archiveAt(join(runtime, 'site-packages.zip')),
};

serveDjango(processDoor(), async () => ({
  source,
  snapshot: existsSync(join(runtime, SNAPSHOT_INDEX))
    ? snapshotIn(runtime)
    : 'none was brought into the container',
  // Nothing compiled can leave a process.
  shared: async () => null,
}));

/** Pyodide knows typed arrays by their class, and Node's Buffer is one it doesn't know. */
function archiveAt(path: string): Archive {
  return {
    bytes: async () => new Uint8Array(await readFile(path)),
    bytesNow: () => new Uint8Array(readFileSync(path)),
  };
}
