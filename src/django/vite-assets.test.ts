import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, type InlineConfig, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareRuntime } from './assets.ts';
import { runtimeAssets } from './vite-assets.ts';

let root: string;
let folder: string;

beforeAll(async () => {
  folder = `runtime/${(await prepareRuntime()).hash}/`;
  root = await mkdtemp(join(tmpdir(), 'vite-assets-'));
  const use = "import { runtimeBase } from 'virtual:runtime-assets';";
  await writeFile(join(root, 'worker.js'), `${use} postMessage(['in the worker', runtimeBase]);`);
  await writeFile(
    join(root, 'main.js'),
    `${use} console.log('in the page', runtimeBase, new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));`,
  );
});
afterAll(() => rm(root, { recursive: true }));

const config = (options: InlineConfig = {}): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins: [runtimeAssets()],
  ...options,
});

async function bundle(options: InlineConfig): Promise<Rolldown.RolldownOutput['output']> {
  const built = await build(
    config({
      ...options,
      build: {
        write: false,
        minify: false,
        rolldownOptions: { input: join(root, 'main.js') },
        ...options.build,
      },
    }),
  );
  return (built as Rolldown.RolldownOutput).output;
}

const text = (file: Rolldown.RolldownOutput['output'][number] | undefined): string =>
  file?.type === 'chunk' ? file.code : String(file?.source);

describe('a build for the browser', () => {
  test('holds every file of the runtime once, below a folder named by their content', async () => {
    const files = (await bundle({}))
      .map(({ fileName }) => fileName)
      .filter((name) => name.startsWith('runtime/'));
    expect(files.sort()).toEqual(
      [
        'blank.bin',
        'pyodide.asm.mjs',
        'pyodide.asm.wasm',
        'pyodide.mjs',
        'python_stdlib.zip',
        'site-packages.zip',
        'snapshot-1.bin',
        'snapshot-2.bin',
        'snapshot-3.bin',
        'snapshot.json',
      ].map((name) => folder + name),
    );
  });

  test.each([
    ['/', '/'],
    ['/course/', '/course/'],
    ['/course', '/course/'],
  ])('for base %s tells the page and its worker the same address', async (base, prefix) => {
    const output = await bundle({ base });
    const page = output.find((file) => text(file).includes('in the page'));
    const worker = output.find((file) => text(file).includes('in the worker'));
    expect(worker).not.toBe(page);
    for (const file of [page, worker]) expect(text(file)).toContain(`"${prefix}${folder}"`);
  });
});

test('a build for the server holds none of the files', async () => {
  const names = (await bundle({ build: { ssr: true } })).map(({ fileName }) => fileName);
  expect(names.filter((name) => name.startsWith('runtime/'))).toEqual([]);
});

test.each(['/', '/course/'])(
  'the dev server gives the files at base %s, and nothing else there',
  async (base) => {
    const server = await createServer(config({ base, server: { port: 0, host: '127.0.0.1', watch: null } }));
    try {
      await server.listen();
      const address = server.httpServer?.address();
      const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
      const wasm = await fetch(`${origin}${base}${folder}pyodide.asm.wasm`);
      expect(wasm.headers.get('content-type')).toBe('application/wasm');
      expect((await wasm.arrayBuffer()).byteLength).toBeGreaterThan(5e6);
      const module = await fetch(`${origin}${base}${folder}pyodide.asm.mjs?import`);
      expect(module.headers.get('content-type')).toBe('text/javascript');
      const absent = await fetch(`${origin}${base}${folder}package.json`);
      expect(absent.headers.get('content-type')).not.toBe('application/json');
    } finally {
      await server.close();
    }
  },
);
