import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBaseProject } from './base-project.ts';
import { sha256 } from './cache.ts';
import { nodeRuntimeSource, pyodideFolder } from './node-source.ts';
import { buildSitePackages } from './site-packages.ts';
import { buildSnapshot } from './snapshot/build.ts';
import { ensureWheels } from './wheels.ts';

/** A file that the interpreter loads while it boots. */
export interface RuntimeAsset {
  /** Its name in the folder that all of them are in: `pyodide.asm.wasm`, `site-packages.zip`. */
  readonly name: string;
  /** Absolute path on this machine. */
  readonly file: string;
  /** MIME type. WebAssembly streams only as `application/wasm`. */
  readonly type: string;
}

export interface RuntimeAssets {
  /** Names the content of all assets together: 16 hex digits of SHA-256. */
  readonly hash: string;
  readonly assets: readonly RuntimeAsset[];
}

const pyodideFiles = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];

/** What the files' names end in → MIME type. */
const types: Readonly<Record<string, string>> = {
  mjs: 'text/javascript',
  wasm: 'application/wasm',
  zip: 'application/zip',
  json: 'application/json',
  bin: 'application/octet-stream',
};

/**
 * Makes sure that everything the interpreter needs is on this machine and says where: fetches missing wheels, builds
 * `site-packages.zip` and takes the snapshot, each when its inputs changed.
 *
 * Throws a `WheelError` when wheels are missing and can't be had.
 */
export async function prepareRuntime(report: (step: string) => void = () => {}): Promise<RuntimeAssets> {
  const wheels = await ensureWheels({ report });
  const sitePackages = await buildSitePackages({ wheels, report });
  const project = await readBaseProject();
  const snapshot = await buildSnapshot({ source: nodeRuntimeSource(), project, report });
  const files = {
    ...Object.fromEntries(pyodideFiles.map((name) => [name, join(pyodideFolder, name)])),
    'site-packages.zip': sitePackages.path,
    ...snapshot,
  };
  const assets = Object.entries(files).map(([name, file]) => ({ name, file, type: typeOf(name) }));
  return { hash: await hashOf(assets), assets };
}

function typeOf(name: string): string {
  const type = types[name.slice(name.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`src/django/assets.ts has no MIME type for ${name}.`);
  return type;
}

async function hashOf(assets: readonly RuntimeAsset[]): Promise<string> {
  const parts = await Promise.all(
    assets.map(async ({ name, file }) => `${name} ${sha256(await readFile(file))}`),
  );
  return sha256(parts.join('\n')).slice(0, 16);
}
