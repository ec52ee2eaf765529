import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin, ResolvedConfig } from 'vite';
import { prepareRuntime, type RuntimeAssets } from './assets.ts';
import { once } from './once.ts';
import { isSnapshotPart, SNAPSHOT_INDEX, type SnapshotIndex } from './snapshot/snapshot.ts';

const virtualId = 'virtual:runtime-assets';
const pythonFolder = fileURLToPath(new URL('./python/', import.meta.url)).replaceAll('\\', '/');
const resolvedId = `\0${virtualId}`;

/**
 * Gives the site the files that the interpreter boots from, under `<base>runtime/<hash of their content>/`: served
 * by the dev server, emitted once into the client build. `virtual:runtime-assets` tells pages and workers where.
 *
 * Workers are built with plugins of their own; this one adds itself there too.
 */
export function runtimeAssets(): Plugin {
  let config: ResolvedConfig;
  const runtime = once(() => prepareRuntime((step) => config.logger.info(step)));
  return {
    name: 'inside-out:runtime-assets',
    // Pyodide loads in module workers alone.
    config: () => ({
      worker: { format: 'es', plugins: () => [runtimeBaseModule(runtime)] },
    }),
    configResolved: (resolved) => {
      config = resolved;
    },
    ...moduleHooks(runtime, () => config.base),
    configureServer: (server) => {
      server.middlewares.use(serve(runtime, () => config.base));
    },
    // Our Python is no module of Vite's: a change to it means a new archive at a new address.
    hotUpdate({ file }) {
      if (this.environment.name !== 'client' || !file.startsWith(pythonFolder)) return;
      runtime.forget();
      this.environment.moduleGraph.invalidateAll();
      this.environment.hot.send({ type: 'full-reload' });
      return [];
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      const { hash, assets } = await runtime();
      for (const { name, file } of assets) {
        this.emitFile({ type: 'asset', fileName: `runtime/${hash}/${name}`, source: await readFile(file) });
      }
    },
  };
}

/** The virtual module alone, for the bundles of workers: the page's own build emits the files. */
function runtimeBaseModule(runtime: () => Promise<RuntimeAssets>): Plugin {
  let base = '/';
  return {
    name: 'inside-out:runtime-assets:worker',
    configResolved: (config) => {
      base = config.base;
    },
    ...moduleHooks(runtime, () => base),
  };
}

function moduleHooks(
  runtime: () => Promise<RuntimeAssets>,
  base: () => string,
): Pick<Plugin, 'resolveId' | 'load'> {
  return {
    resolveId: (id) => (id === virtualId ? resolvedId : null),
    load: async (id) => {
      if (id !== resolvedId) return null;
      const { hash, assets } = await runtime();
      const names = assets.map(({ name }) => name).filter(isSnapshotPart);
      const index = assets.find(({ name }) => name === SNAPSHOT_INDEX);
      const { bytes, digest } = JSON.parse(await readFile(index?.file ?? '', 'utf8')) as SnapshotIndex;
      return [
        `export const runtimeBase = ${JSON.stringify(`${withSlash(base())}runtime/${hash}/`)};`,
        `export const snapshotParts = ${JSON.stringify(names)};`,
        `export const snapshotBytes = ${bytes};`,
        `export const snapshotDigest = ${JSON.stringify(digest)};`,
      ].join('\n');
    },
  };
}

function serve(runtime: () => Promise<RuntimeAssets>, base: () => string): Connect.NextHandleFunction {
  return async (request, response, next) => {
    const path = request.url?.split('?')[0] ?? '';
    // Vite may have taken its `base` off the address already.
    const match = /^(.*\/)runtime\/([0-9a-f]{16})\/([\w.-]+)$/.exec(path);
    if (match === null || !['/', withSlash(base())].includes(match[1] ?? '')) return next();
    try {
      const { hash, assets } = await runtime();
      const asset = assets.find(({ name }) => name === match[3]);
      if (hash !== match[2] || asset === undefined) return next();
      response.setHeader('content-type', asset.type);
      response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      createReadStream(asset.file).on('error', next).pipe(response);
    } catch (error) {
      next(error);
    }
  };
}

function withSlash(base: string): string {
  return base.endsWith('/') ? base : `${base}/`;
}
