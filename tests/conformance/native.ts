import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Exchange, HttpRequest, HttpResponse } from '../../src/django/exchange.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';
import { toHttpRequest } from '../../src/stack/http-request.ts';
import type { StackRun } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import { stackFiles } from '../../src/stack/to-python.ts';
import { BATCH, decodeRun, type WireRun } from './django.ts';
import { findPython, unpackSitePackages } from './native-python.ts';

/** An exchange without what was sent and what was printed. */
export type NativeExchange = Omit<Exchange, 'request' | 'output'>;

/** Django with one project on this machine's CPython. What one call does, the next doesn't see. */
export interface NativeDjango {
  /** Only with `playingProject()`. @throws {Error} with Python's words when the harness itself broke */
  play(stacks: readonly Stack[]): Promise<StackRun[]>;
  /** The requests one after the other. @throws {Error} with Python's words when the project can't start */
  serve(requests: readonly HttpRequest[]): Promise<NativeExchange[]>;
  close(): Promise<void>;
}

/** In memory, as the bookshop's, but seen by each thread: with `:memory:` each gets a database of its own. */
const sharedDatabase = `
DATABASES["default"]["NAME"] = "file:bookshop?mode=memory&cache=shared"
`;

/** Sets the bookshop up with `files` laid over it, once for all calls: about a second. */
export async function startNative(files: FileSet): Promise<NativeDjango> {
  const [python, sitePackages, base] = await Promise.all([
    findPython(),
    unpackSitePackages(),
    loadBase('django'),
  ]);
  const project = await mkdtemp(join(tmpdir(), 'native-'));
  const whole = { ...base, ...files };
  await writeProject(project, {
    ...whole,
    'bookshop/settings.py': whole['bookshop/settings.py'] + sharedDatabase,
  });
  const program = fileURLToPath(new URL('native.py', import.meta.url));
  const child = spawn(python, [program, sitePackages, project], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONHASHSEED: '0', PYTHONIOENCODING: 'utf-8' },
  });
  const ask = jobsOf(child);
  return {
    async play(stacks) {
      const parts = stacks.map((stack) => ({ files: stackFiles(stack), request: toHttpRequest(stack) }));
      const batches = Array.from({ length: Math.ceil(parts.length / BATCH) }, (_, index) =>
        ask('play', parts.slice(index * BATCH, (index + 1) * BATCH)),
      );
      return (await Promise.all(batches)).flatMap((runs) => (runs as WireRun[]).map(decodeRun));
    },
    serve: async (requests) => ((await ask('serve', requests)) as WireExchange[]).map(decodeExchange),
    async close() {
      child.stdin.end();
      await rm(project, { recursive: true });
    },
  };
}

/** An exchange as Python sends it: the body in base64. */
interface WireExchange extends Omit<NativeExchange, 'response'> {
  readonly response: (Omit<HttpResponse, 'body'> & { readonly body: string }) | null;
}

function decodeExchange({ response, ...exchange }: WireExchange): NativeExchange {
  return { ...exchange, response: response && { ...response, body: Buffer.from(response.body, 'base64') } };
}

async function writeProject(folder: string, files: FileSet): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

type Ask = (job: 'play' | 'serve', payload: unknown) => Promise<unknown>;

interface Waiting {
  done(value: unknown): void;
  fail(error: Error): void;
}

/** How much of what it logged is told of a process that ended. */
const LAST_WORDS = 4000;

/** Answers come in the order of the jobs. */
function jobsOf(child: ChildProcessWithoutNullStreams): Ask {
  const waiting: Waiting[] = [];
  let logged = '';
  let ended: Error | null = null;
  child.stderr.on('data', (chunk) => {
    logged = (logged + String(chunk)).slice(-LAST_WORDS);
  });
  createInterface(child.stdout).on('line', (line) => {
    const answer = JSON.parse(line) as { readonly value: unknown } | { readonly error: string };
    const job = waiting.shift();
    if ('error' in answer) job?.fail(new Error(answer.error));
    else job?.done(answer.value);
  });
  const end = (why: string): void => {
    ended ??= new Error(`Python ${why}, and last said:\n${logged}`);
    for (const job of waiting.splice(0)) job.fail(ended);
  };
  child.on('error', (error) => end(`could not be started (${error.message})`));
  child.on('close', (code) => end(`ended with exit code ${code}`));
  // How a process ended is told by `close`.
  child.stdin.on('error', () => {});
  return (job, payload) =>
    new Promise((done, fail) => {
      if (ended !== null) return fail(ended);
      waiting.push({ done, fail });
      child.stdin.write(`${JSON.stringify([job, payload])}\n`);
    });
}
