import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { compressFolder } from '../../src/cli/compress.ts';
import { baseUrl } from '../../src/course/address.ts';
import { cacheFolder } from '../../src/django/cache.ts';
import { runtimeAssets } from '../../src/django/vite-assets.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { amaroInBrowser } from '../../src/sandbox/interpreter/scenario/vite-amaro.ts';

const root = fileURLToPath(new URL('./site/', import.meta.url));
export const benchDist = join(cacheFolder, 'bench-site');

/** Packing the runtime takes what it takes. */
const quiet = { pluginTimings: false };

/** Pages of the bench's site. */
export const benchPages = { workbench: '', interpreter: 'interpreter.html', bare: 'bare.html' } as const;

/** Builds the bench's site into `.cache`, from the product's own modules with the product's own plugins. */
export async function buildBenchSite(): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    plugins: [runtimeAssets(), amaroInBrowser(), baseProject()],
    worker: { format: 'es', rolldownOptions: { checks: quiet } },
    resolve: {
      alias: [{ find: /^\.\/browser-suites\.ts$/, replacement: join(root, 'suites.ts') }],
    },
    build: {
      outDir: benchDist,
      emptyOutDir: true,
      // Where `serveSite` expects what is named by its content.
      assetsDir: '_astro',
      target: 'esnext',
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: ['index.html', 'interpreter.html', 'bare.html'].map((page) => join(root, page)),
        checks: quiet,
      },
    },
  });
  await compressFolder(benchDist);
}

/** The base project at the address where the product's site has it. */
function baseProject(): Plugin {
  return {
    name: 'inside-out:bench-base',
    async generateBundle() {
      const source = JSON.stringify(await loadBase('django'));
      this.emitFile({ type: 'asset', fileName: baseUrl('django').slice(1), source });
    },
  };
}
