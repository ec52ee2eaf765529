import type { TestProject } from 'vitest/node';
import { dist } from '../../src/cli/build-site.ts';
import { serveSite } from '../../src/cli/serve-site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, with a slash at its end. */
    siteUrl: string;
  }
}

/** Serves the built site to every end-to-end test, as `npm start` does. `npm test` has built it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const site = await serveSite({ port: 0, dist });
  project.provide('siteUrl', site.url);
  return site.close;
}
