import { join } from 'node:path';
import { prepareRuntime } from '../django/assets.ts';
import { repositoryFolder } from '../django/cache.ts';
import { UserError } from './command.ts';
import { compressFolder } from './compress.ts';
import { runTool } from './tool.ts';

/** Where Astro puts the built site. */
export const dist = join(repositoryFolder, 'dist');

/**
 * Builds the site into `dist`, fetching first what it is built from, with compressed siblings for servers that send
 * those (`serveSite` does); others leave them alone.
 * @param astro `inherit` lets Astro print its own progress, `collect` keeps it for the error if there is one
 *
 * Throws a `WheelError` when wheels can't be had, a `UserError` when Astro fails.
 */
export async function buildSite(
  report: (step: string) => void,
  astro: 'inherit' | 'collect' = 'inherit',
): Promise<void> {
  await prepareRuntime(report);
  report('Building the site');
  const { code, output } = await runTool('astro', ['build'], astro);
  if (code !== 0) {
    throw new UserError(
      astro === 'inherit'
        ? 'The site could not be built: see what Astro says above.'
        : `The site could not be built. Astro says:\n${output.trim()}`,
    );
  }
  report('Compressing it');
  const { files, before, after } = await compressFolder(dist);
  report(`${files} files of ${megabytes(before)} are sent as ${megabytes(after)}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
