/** Django with a project that does whatever a request asks of it, for the tests of the tracer. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootRuntime } from '../boot.ts';
import { repositoryFolder } from '../cache.ts';
import type { Exchange, HttpRequest } from '../exchange.ts';
import { nodeRuntimeSource } from '../node-source.ts';
import type { BridgeAnswer, Image, Runtime } from '../runtime.ts';

/** What Python answers to a request: the body in base64, the traces unchecked. */
export type RawExchange = Pick<Exchange, 'escaped' | 'trace' | 'startUp' | 'output'> & {
  readonly response: (Omit<NonNullable<Exchange['response']>, 'body'> & { readonly body: string }) | null;
};

export interface Stage {
  /** Starts the project in a pristine interpreter, watched by the tracer or not. */
  start(options: { readonly traced: boolean; readonly settings?: string }): void;
  request(request: HttpRequest): RawExchange;
}

/** Boots CPython: 3 to 4 seconds. */
export async function openStage(): Promise<Stage> {
  const runtime: Runtime = await bootRuntime(nodeRuntimeSource());
  const blank: Image = runtime.saveImage();
  const files = {
    ...(await readProject(join(repositoryFolder, 'base/django'))),
    ...(await readProject(fileURLToPath(new URL('site/', import.meta.url)))),
  };
  const run = (verb: string, payload: unknown): unknown => answered(runtime.call(verb, payload));
  return {
    start({ traced, settings = '' }) {
      runtime.restoreImage(blank);
      runtime.replaceProject({
        ...files,
        'bookshop/settings.py': `${files['bookshop/settings.py']}\n${settings}\n`,
      });
      run('prepare', { traced });
      run('serve', null);
      runtime.takeOutput();
    },
    request(request) {
      const exchange = run('request', request) as Omit<RawExchange, 'output'>;
      return { ...exchange, output: runtime.takeOutput() };
    },
  };
}

async function readProject(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(
    paths
      .filter((path) => /\.(py|html)$/.test(path))
      .map(async (path) => [
        path.slice(join(folder, '/').length).replaceAll('\\', '/'),
        await readFile(path, 'utf8'),
      ]),
  );
  return Object.fromEntries(texts) as Record<string, string>;
}

function answered(answer: BridgeAnswer): unknown {
  if ('error' in answer) throw new Error(answer.error.traceback);
  return answer.value;
}
