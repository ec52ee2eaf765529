import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { cacheFolder, replaceFile, repositoryFolder, sha256 } from '../django/cache.ts';
import type { FileSet } from '../sandbox/protocol.ts';

/** What every project has in `node_modules`: its lock names them. */
const EXTERNAL = ['vitest', 'fast-check', 'amaro'];

/** File name in the project → our module. `#suite/…` of a suite is the file of that name. */
const HELPERS: Readonly<Record<string, string>> = {
  config: 'src/project/inside/config.ts',
  runner: 'src/project/inside/runner.ts',
  room: 'src/project/inside/room.ts',
  rebuild: 'src/sandbox/suite/rebuild.ts',
  fresh: 'src/sandbox/suite/fresh.ts',
};

/** What a suite of the Rebuild track may import beside packages. */
const SUITE_LANGUAGE = { '#suite/rebuild': './rebuild.js', '#suite/fresh': './fresh.js' };

/** What a bundle was made of: absolute paths. */
export interface Bundled {
  readonly sources: readonly string[];
}

/**
 * Bundles what all projects share: file name → JavaScript. The runner and the suite's language are one build, since they
 * share modules that have state.
 */
export async function buildHelpers(): Promise<Bundled & { readonly files: FileSet }> {
  const { files, sources } = await cached('helpers', () => bundle(HELPERS, { external: EXTERNAL }));
  return { files, sources: Object.keys(sources) };
}

/**
 * Bundles the hidden suite of a Rebuild exercise into one file that lies beside the helpers.
 * @param exercise its id, `02-order/compose-the-onion`
 */
export async function buildSuite(exercise: string): Promise<Bundled & { readonly suite: string }> {
  const { files, sources } = await cached(`suite/${exercise}`, () =>
    bundle(
      { 'suite.test': `tests/exercises/${exercise}/suite.test.ts` },
      { external: [...EXTERNAL, ...Object.keys(SUITE_LANGUAGE)], paths: SUITE_LANGUAGE },
    ),
  );
  const { 'suite.test.js': suite, ...others } = files;
  if (suite === undefined || Object.keys(others).length > 0) {
    throw new Error(`The suite of ${exercise} became ${Object.keys(files)} and not one suite.test.js.`);
  }
  return { suite, sources: Object.keys(sources) };
}

export interface Bundle {
  readonly files: FileSet;
  /** The modules of ours that went in, relative to the repository. */
  readonly modules: readonly string[];
}

export interface BundleOptions {
  /** What is there without us, by the name that it is imported by. */
  readonly external: readonly string[];
  /** Name of such an import → what it becomes. */
  readonly paths?: Record<string, string>;
  /** False for one file an entry, which needs nothing beside it. */
  readonly splits?: boolean;
}

/** Bundles modules of ours for Node. @param entries file name without its ending → module, relative to the repository */
export async function bundle(
  entries: Readonly<Record<string, string>>,
  { external, paths = {}, splits = true }: BundleOptions,
): Promise<Bundle> {
  const result = (await build({
    configFile: false,
    envDir: false,
    root: repositoryFolder,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: [...external] },
    build: {
      ssr: true,
      write: false,
      target: 'node22',
      minify: true,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, path]) => [name, join(repositoryFolder, path)]),
        ),
        external: [...external],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          paths,
          codeSplitting: splits,
        },
      },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = result.output.filter((each) => each.type === 'chunk');
  return {
    files: Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code])),
    modules: chunks.flatMap(({ moduleIds }) => moduleIds.filter((id) => id.startsWith(repositoryFolder))),
  };
}

/** What a bundle was made of, and what came of it. */
interface Kept {
  readonly files: FileSet;
  /** Absolute path → the digest of its content. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Bundling takes a second: a bundle is kept until one of the modules in it, or this recipe, or a package changes. */
async function cached(name: string, make: () => Promise<Bundle>): Promise<Kept> {
  const path = join(cacheFolder, 'projects', `${name.replaceAll('/', '--')}.json`);
  const kept = await readKept(path);
  if (kept !== null) return kept;
  const { files, modules } = await make();
  const recipe = [fileURLToPath(import.meta.url), join(repositoryFolder, 'package-lock.json')];
  const sources = Object.fromEntries(
    await Promise.all([...recipe, ...modules].map(async (file) => [file, await digestOf(file)] as const)),
  );
  const made: Kept = { files, sources };
  await replaceFile(path, JSON.stringify(made));
  return made;
}

/** Null when there is none, or what it was made of is no longer the same. */
async function readKept(path: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as Kept;
    const same = await Promise.all(
      Object.entries(kept.sources).map(async ([file, digest]) => (await digestOf(file)) === digest),
    );
    return same.every(Boolean) ? kept : null;
  } catch {
    return null;
  }
}

async function digestOf(file: string): Promise<string> {
  return sha256(await readFile(file));
}
