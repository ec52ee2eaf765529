import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { loadEnv, type Plugin } from 'vite';
import { type Once, once } from '../django/once.ts';
import { root } from '../sandbox/drivers/node-files.ts';
import { toHeadersFile, toNginxFile, toVercelFile } from './host-files.ts';
import { type HeaderRule, type Headers, headersFor, isolationRules, workerHeaders } from './isolation.ts';
import { readCourseFromDisk } from './read-course.ts';
import { readSitePolicy, type SitePolicy } from './site-policy.ts';

/**
 * Isolates the pages that a WebContainer needs isolated: headers of the dev server, and files for static hosts in the
 * built site. Stops the build at its start when `PUBLIC_WEBCONTAINER` says something unknown.
 */
export function isolation(): AstroIntegration {
  let policy: SitePolicy = 'offer';
  const rules = once(async () => isolationRules(await readCourseFromDisk(), policy));
  return {
    name: 'inside-out:isolation',
    hooks: {
      'astro:config:setup': ({ updateConfig, command }) => {
        policy = policyOf(command === 'dev' ? 'development' : 'production');
        updateConfig({ vite: { plugins: [devHeaders(rules)] } });
      },
      'astro:build:done': async ({ dir }) => {
        const found = await rules();
        await Promise.all([
          writeFile(new URL('_headers', dir), toHeadersFile(found)),
          writeFile(new URL('vercel.json', dir), toVercelFile(found)),
          writeFile(new URL('isolation.nginx.conf', dir), toNginxFile(found)),
        ]);
      },
    },
  };
}

/** The dev server names a worker's script by its query. */
const workerScript = /[?&]worker_file\b/;

function devHeaders(rules: Once<readonly HeaderRule[]>): Plugin {
  return {
    name: 'inside-out:isolation',
    apply: 'serve',
    configureServer(server) {
      server.watcher.on('all', (_, path) => {
        if (/[\\/](content|exercises)[\\/]/.test(path)) rules.forget();
      });
      server.middlewares.use(async ({ url = '/' }, response, next) => {
        const headers = workerScript.test(url) ? workerHeaders : await isolationOf(url);
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        next();
      });
    },
  };

  /** A course with problems has no rules: its pages tell the problems. */
  async function isolationOf(url: string): Promise<Headers> {
    const found = await rules().catch(() => []);
    return headersFor(found, url.split('?')[0] ?? url);
  }
}

/** As Vite will tell it to the pages, from the environment or a `.env` file. */
function policyOf(mode: 'development' | 'production'): SitePolicy {
  return readSitePolicy(loadEnv(mode, fileURLToPath(root), 'PUBLIC_')['PUBLIC_WEBCONTAINER']);
}
