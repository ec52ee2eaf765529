import { join } from 'node:path';
import { prepareRuntime } from '../django/assets.ts';
import { repositoryFolder } from '../django/cache.ts';
import { UserError } from './command.ts';
import { runTool } from './tool.ts';

/** Where Astro puts the built site. */
export const dist = join(repositoryFolder, 'dist');

/**
 * Builds the site into `dist`, fetching first what it is built from. Astro prints its own progress.
 *
 * Throws a `WheelError` when wheels can't be had, a `UserError` when Astro fails.
 */
export async function buildSite(report: (step: string) => void): Promise<void> {
  await prepareRuntime(report);
  report('Building the site');
  const { code } = await runTool('astro', ['build'], 'inherit');
  if (code !== 0) throw new UserError('The site could not be built: see what Astro says above.');
}
