import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { root } from '../../src/sandbox/drivers/node-files.ts';

/** One of our modules as one file that needs nothing beside it but the packages named. */
export async function bundleRoom(path: string, external: readonly string[] = []): Promise<string> {
  const result = (await build({
    configFile: false,
    envDir: false,
    root: fileURLToPath(root),
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: [...external] },
    build: {
      ssr: true,
      write: false,
      target: 'node22',
      rolldownOptions: {
        input: fileURLToPath(new URL(path, root)),
        external: [...external],
        output: { codeSplitting: false },
      },
    },
  })) as Rolldown.RolldownOutput;
  const [chunk, ...others] = result.output;
  if (others.length > 0) throw new Error(`${path} became ${result.output.length} files and not one.`);
  return chunk.code;
}
