import type { Plugin, Rolldown } from 'vite';
import { type Bundled, buildHelpers, buildSuite } from './build.ts';

const HELPERS = 'virtual:project-helpers';
const SUITE = /\/tests\/exercises\/([^/]+\/[^/]+)\/suite\.test\.ts\?bundled$/;

/**
 * Gives the pages that write projects (`src/pages/projects/`) what has to be bundled for them: `virtual:project-helpers`
 * what all projects share, and a hidden suite with `?bundled` that suite as one file. For code that runs in Node.
 */
export function exerciseProjects(): Plugin {
  return {
    name: 'inside-out:exercise-projects',
    enforce: 'pre',
    resolveId: (id) => (id === HELPERS ? `\0${HELPERS}` : null),
    async load(id) {
      if (id === `\0${HELPERS}`) return asModule(this, await buildHelpers(), ({ files }) => files);
      const [, exercise] = SUITE.exec(id) ?? [];
      if (exercise === undefined) return null;
      return asModule(this, await buildSuite(exercise), ({ suite }) => suite);
    },
  };
}

function asModule<Kind extends Bundled>(
  context: Rolldown.PluginContext,
  bundled: Kind,
  exported: (bundled: Kind) => unknown,
): Rolldown.SourceDescription {
  for (const file of bundled.sources) context.addWatchFile(file);
  return { code: `export default ${JSON.stringify(exported(bundled))};`, moduleType: 'js' };
}
