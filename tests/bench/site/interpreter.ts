/** Drives the interpreter as the examiner does, through the same messages, and times it. */
import settings from '../../../base/django/bookshop/settings.py?raw';
import { loadBase } from '../../../src/components/workbench/sandboxes.ts';
import { browserDriver } from '../../../src/sandbox/drivers/browser.ts';
import { createInterpreterClient } from '../../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../../src/sandbox/interpreter/create-host.ts';
import { SandboxError } from '../../../src/sandbox/outcome.ts';
import { benchFiles } from '../exercise/files.ts';
import dirty from './dirty.py?raw';

const files = benchFiles(settings, dirty, 'DirtyMiddleware');

/** How long the loop may run. A first start must fit into it too, where no snapshot spares it. */
const LIMIT = 4_000;

const host = createInterpreterHost('django', {
  driver: browserDriver,
  loadBase: () => base,
  deadlines: { boot: 120_000, verb: LIMIT },
});
const base = loadBase('django');
const interpreter = createInterpreterClient(host.perform);

async function get(path: string): Promise<string> {
  const { response, escaped } = await interpreter.request({ method: 'GET', path });
  if (response === null) throw new Error(`GET ${path} got no response: ${escaped?.traceback}`);
  return new TextDecoder().decode(response.body);
}

async function resetAndWrite(): Promise<void> {
  await interpreter.reset();
  await interpreter.write(files);
}

/** What each test pays before its first request, in ms, after a request that dirtied rows, memory, Django and files. */
async function timeReset(): Promise<number> {
  const marks = await get('/dirty/');
  if (marks !== '1 1 1 1') throw new Error(`A reset left something behind: ${marks} in place of 1 1 1 1.`);
  const began = performance.now();
  await resetAndWrite();
  return performance.now() - began;
}

export interface Recovery {
  /** From the time limit to an interpreter that is there again: the answer to its first verb. */
  readonly ready: number;
  /** From the time limit to the answer to a request, the learner's files written anew. */
  readonly answered: number;
}

/** What an endless loop costs beyond its time limit, in ms. */
async function timeLoop(): Promise<Recovery> {
  const limit = performance.now() + LIMIT;
  const fault = await interpreter.request({ method: 'GET', path: '/loop/' }).then(
    () => null,
    (error: unknown) => (error instanceof SandboxError ? error.fault.kind : String(error)),
  );
  if (fault !== 'timeout') throw new Error(`An endless loop ended as ${fault ?? 'a response'}.`);
  await interpreter.reset();
  const ready = performance.now() - limit;
  await interpreter.write(files);
  await get('/books/');
  return { ready, answered: performance.now() - limit };
}

export interface Bench {
  start(): Promise<void>;
  timeReset(): Promise<number>;
  timeLoop(): Promise<Recovery>;
}

declare global {
  var bench: Bench;
}

globalThis.bench = { start: resetAndWrite, timeReset, timeLoop };
