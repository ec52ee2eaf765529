import { prepareRuntime } from '../django/assets.ts';
import { buildSite, dist } from './build-site.ts';
import { checkPythonFormat, lintPython } from './python-style.ts';
import { unpackWheels } from './python-types.ts';
import { runTool, type Tool } from './tool.ts';

/** Something that holds for the repository as it lies there; it counts as one test. */
export interface Check {
  /** For `--only`. */
  readonly id: string;
  /** A fact, as a test's title is. */
  readonly title: string;
  /** @returns what is wrong, for people; null when the fact holds */
  run(): Promise<string | null>;
}

/** In the order in which they run: the quickest first. */
export const staticChecks: readonly Check[] = [
  {
    id: 'biome',
    title: 'every file is formatted and linted by Biome',
    run: () => complaintOf('biome', ['ci', '--error-on-warnings', '--colors=off', '.']),
  },
  { id: 'python-format', title: 'every Python file is formatted as Ruff does it', run: checkPythonFormat },
  { id: 'python-lint', title: 'Ruff finds no mistake in the Python', run: lintPython },
  {
    id: 'python-types',
    title: 'Pyright finds no mistake in the types of the Python',
    async run() {
      await unpackWheels();
      return complaintOf('pyright', []);
    },
  },
  {
    id: 'types',
    title: 'TypeScript and Astro find no mistake in the types',
    run: () => complaintOf('astro', ['check', '--minimumSeverity', 'warning']),
  },
];

/** What everything that runs Python stands on. */
export const runtimeIsThere: Check = {
  id: 'runtime',
  title: 'the locked wheels are here, packed for the browser',
  async run() {
    await prepareRuntime();
    return null;
  },
};

/** What the end-to-end tests stand on. */
export const siteBuilds: Check = {
  id: 'build',
  title: `the site builds into ${dist}`,
  async run() {
    await buildSite(() => {}, 'collect');
    return null;
  },
};

async function complaintOf(tool: Tool, args: readonly string[]): Promise<string | null> {
  const { code, output } = await runTool(tool, args, 'collect');
  return code === 0 ? null : output.trim() || `${tool} ended with exit code ${code}`;
}
