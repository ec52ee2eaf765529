/** A WebContainer for a page, without its vendor: the emulator, in the place of the vendor's client. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../src/cli/build-site.ts';
import type { Container, ContainerProcess, SpawnOptions, Tree } from '../../src/sandbox/container/api.ts';
import { createEmulator, type Emulator } from '../container/emulator.ts';
import type { ChromiumPage } from './browsers.ts';

export interface PageContainer {
  readonly emulator: Emulator;
  /** Ends the container, if one is up, and all that it started. */
  close(): Promise<void>;
}

/** A source of events that a page asks for one by one. */
interface Source {
  next(): Promise<readonly unknown[] | null>;
  close(): void;
}

/** Has the page's WebContainer be an emulated one. To be called before the page is opened. */
export async function emulateContainer(page: ChromiumPage): Promise<PageContainer> {
  const emulator = createEmulator();
  const processes = new Map<
    number,
    { process: ContainerProcess; reader: ReadableStreamDefaultReader<string> }
  >();
  const sources = new Map<number, Source>();
  let container: Container | null = null;
  let ids = 0;

  const live = (): Container => {
    if (container === null) throw new Error('No container has been booted.');
    return container;
  };
  const add = <Thing>(things: Map<number, Thing>, thing: Thing): number => {
    ids += 1;
    things.set(ids, thing);
    return ids;
  };

  function teardown(): void {
    for (const source of sources.values()) source.close();
    container?.teardown();
    container = null;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the stand-in's calls, which mirror those of the client's types
  const verbs: Record<string, (...args: any[]) => unknown> = {
    async boot() {
      // The page that had one may have been left.
      teardown();
      container = await emulator.boot({});
      return container.workdir;
    },
    teardown,
    readFile: (path: string) => live().fs.readFile(path, 'utf-8'),
    writeFile: (path: string, text: string) => live().fs.writeFile(path, text),
    readdir: async (path: string) =>
      (await live().fs.readdir(path, { withFileTypes: true })).map((entry) => ({
        name: entry.name,
        folder: entry.isDirectory(),
      })),
    mkdir: async (path: string) => void (await live().fs.mkdir(path, { recursive: true })),
    rm: (path: string, options: { force?: boolean; recursive?: boolean }) => live().fs.rm(path, options),
    rename: (from: string, to: string) => live().fs.rename(from, to),
    mount: (tree: Tree) => live().mount(tree),
    async spawn(command: string, args: string[], options: SpawnOptions) {
      const process = await live().spawn(command, args, options);
      return { id: add(processes, { process, reader: process.output.getReader() }) };
    },
    exit: (id: number) => processes.get(id)?.process.exit,
    async read(id: number) {
      const { done, value } = (await processes.get(id)?.reader.read()) ?? { done: true, value: undefined };
      return done ? null : value;
    },
    async type(id: number, text: string) {
      const writer = processes.get(id)?.process.input.getWriter();
      await writer?.write(text);
      writer?.releaseLock();
    },
    kill: (id: number) => processes.get(id)?.process.kill(),
    resize: (id: number, size: { cols: number; rows: number }) => processes.get(id)?.process.resize(size),
    on: (event: 'port') =>
      add(
        sources,
        sourceOf((tell) => live().on(event, (...args) => tell(args))),
      ),
    watch: (path: string, options: { recursive?: boolean }) =>
      add(
        sources,
        sourceOf((tell) => {
          const watcher = live().fs.watch(path, options, (event, file) => tell([event, String(file)]));
          return () => watcher.close();
        }),
      ),
    next: (id: number) => sources.get(id)?.next() ?? null,
    close: (id: number) => sources.get(id)?.close(),
  };

  await page.context.exposeFunction('askContainer', async (verb: string, args: unknown[]) =>
    verbs[verb]?.(...args),
  );
  const standIn = readFileSync(new URL('./container-stand-in.js', import.meta.url), 'utf8');
  await page.context.route(`**/_astro/${clientChunk()}`, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'Cross-Origin-Resource-Policy': 'same-origin' },
      body: standIn,
    }),
  );
  return {
    emulator,
    async close() {
      teardown();
      await emulator.settled();
    },
  };
}

/** The built file that holds the vendor's client. @throws {Error} when there isn't exactly one */
function clientChunk(): string {
  const folder = join(dist, '_astro');
  const found = readdirSync(folder).filter(
    (name) =>
      name.endsWith('.js') &&
      /export\{\w+ as WebContainer,/.test(readFileSync(join(folder, name), 'utf8').slice(-300)),
  );
  const [name] = found;
  if (name === undefined || found.length > 1) {
    throw new Error(
      `The client of WebContainer is in ${found.length} of the built files, and must be in one.`,
    );
  }
  return name;
}

function sourceOf(begin: (tell: (event: readonly unknown[]) => void) => () => void): Source {
  const waiting: ((event: readonly unknown[] | null) => void)[] = [];
  const told: (readonly unknown[])[] = [];
  let closed = false;
  const end = begin((event) => {
    const next = waiting.shift();
    if (next === undefined) told.push(event);
    else next(event);
  });
  return {
    next() {
      const event = told.shift();
      if (event !== undefined) return Promise.resolve(event);
      if (closed) return Promise.resolve(null);
      return new Promise((resolve) => waiting.push(resolve));
    },
    close() {
      if (closed) return;
      closed = true;
      end();
      for (const next of waiting) next(null);
    },
  };
}
