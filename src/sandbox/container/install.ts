import { SandboxError } from '../outcome.ts';
import { runProcess } from './process.ts';
import { createTail } from './tail.ts';
import type { Work } from './work.ts';

/** How long `npm ci` may take, in milliseconds: a slow line and a slow machine must fit. */
export const INSTALL_LIMIT = 300_000;

/**
 * Installs the packages of the project's `package-lock.json`.
 * @throws {SandboxError} a `boot` fault with what npm said last
 */
export async function installPackages(work: Work, limit = INSTALL_LIMIT): Promise<void> {
  const tail = createTail();
  const failed = (why: string): SandboxError =>
    new SandboxError(
      { kind: 'boot', detail: `the packages of the project could not be installed: ${why}`, network: true },
      tail.paragraphs('npm'),
    );
  const code = await runProcess(work.container, {
    command: 'npm',
    args: ['ci', '--no-audit', '--no-fund'],
    limit,
    late: () => failed(`\`npm ci\` was not done after ${limit / 1000} seconds.`),
    ...work,
    onText(text) {
      tail.write(text);
      work.onText(text);
    },
  });
  if (code !== 0) throw failed(`\`npm ci\` ended with exit code ${code}.`);
}
