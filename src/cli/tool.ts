import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cacheFolder, repositoryFolder } from '../django/cache.ts';

/** Where each tool's own script lies, so that no shell and no PATH comes between. */
const scripts = {
  astro: 'astro/bin/astro.mjs',
  biome: '@biomejs/biome/bin/biome',
  pyright: 'pyright/index.js',
  vitest: 'vitest/vitest.mjs',
} as const;

export type Tool = keyof typeof scripts;

export interface ToolRun {
  readonly code: number;
  /** What it printed; empty when it printed to the terminal itself. */
  readonly output: string;
}

/**
 * Runs a tool of ours in the repository's root, on this Node.
 * @param output `inherit` lets it print to the terminal, `collect` keeps what it prints
 */
export function runTool(
  tool: Tool,
  args: readonly string[],
  output: 'inherit' | 'collect',
): Promise<ToolRun> {
  const child = spawn(process.execPath, [join(repositoryFolder, 'node_modules', scripts[tool]), ...args], {
    cwd: repositoryFolder,
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      // Threads are started by the thousand in our tests: each compiles its modules anew otherwise.
      NODE_COMPILE_CACHE: join(cacheFolder, 'compiled'),
      [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1',
    },
    stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output: text }));
  });
}
