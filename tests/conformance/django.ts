import { loadPyodide, type PyodideAPI, type PyodideConfig } from 'pyodide';
import { bootRuntime } from '../../src/django/boot.ts';
import type { Exchange, HttpRequest } from '../../src/django/exchange.ts';
import { layGroundwork } from '../../src/django/groundwork.ts';
import { nodeRuntimeSource } from '../../src/django/node-source.ts';
import { createSite } from '../../src/django/site.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';
import { toHttpRequest } from '../../src/stack/http-request.ts';
import type { StackRun } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import { stackFiles } from '../../src/stack/to-python.ts';

/** Real Django, which plays any number of stacks. */
export interface Django {
  /** @throws {Error} with Python's words when the harness itself broke */
  play(stacks: readonly Stack[]): StackRun[];
  /**
   * Starts the bookshop with `files` laid over it.
   * @returns what sends it a request, until something else is started or played
   * @throws {PythonFailure} when that project can't start
   */
  serve(files: FileSet): (request: HttpRequest) => Exchange;
}

/** How many stacks run before the memory is put back. To put it back takes longer than to play a stack. */
export const BATCH = 20;

const stacksFile = '/tmp/stacks.json';
const runsFile = '/tmp/runs.json';

let opened: Promise<Django> | null = null;

/** The one Django of this thread. Booting it takes 3 to 4 seconds. */
export function openDjango(): Promise<Django> {
  opened ??= boot();
  return opened;
}

async function boot(): Promise<Django> {
  const source = nodeRuntimeSource();
  let pyodide: PyodideAPI | undefined;
  const load = async (config: PyodideConfig): Promise<PyodideAPI> => {
    pyodide = await loadPyodide(config);
    return pyodide;
  };
  const runtime = await bootRuntime({ ...source, loadPyodide: load }, () => {});
  if (pyodide === undefined) throw new Error('The runtime came up without Python.');
  // Runs are longer than what a command may print: they travel in files.
  const { FS } = pyodide;

  const site = createSite(layGroundwork(runtime, await loadBase('django')));
  const project = await playingProject();

  function playBatch(stacks: readonly Stack[]): StackRun[] {
    site.start(project);
    const parts = stacks.map((stack) => ({ files: stackFiles(stack), request: toHttpRequest(stack) }));
    FS.writeFile(stacksFile, JSON.stringify(parts));
    const { exitCode, output } = site.manage(['play', stacksFile, runsFile]);
    if (exitCode !== 0) throw new Error(`Django could not play the stacks:\n${output}`);
    const runs = JSON.parse(FS.readFile(runsFile, { encoding: 'utf8' }) as string) as WireRun[];
    return runs.map(decodeRun);
  }

  return {
    play(stacks) {
      const runs: StackRun[] = [];
      for (let start = 0; start < stacks.length; start += BATCH) {
        runs.push(...playBatch(stacks.slice(start, start + BATCH)));
      }
      return runs;
    },
    serve(files) {
      site.start(files);
      return (request) => site.request(request);
    },
  };
}

/** What lies over the bookshop in a site that plays stacks: the command `play`, and a stack to be set up with. */
export async function playingProject(): Promise<FileSet> {
  const overlay = { ...stackFiles(empty), ...(await readFiles('tests/conformance/site')) };
  return { ...overlay, 'bookshop/settings.py': overlay['bookshop/settings.py'] + ownSettings };
}

/** What the site is set up with, before any stack. */
const empty: Stack = {
  server: 'wsgi',
  middleware: [],
  views: [{ name: 'index', mode: 'sync', does: [{ do: 'answer', status: 200, body: '' }] }],
  routes: [],
  request: { method: 'GET', path: '/' },
};

/** Nobody reads the log, and to print a traceback takes longer than the request. */
const ownSettings = `
INSTALLED_APPS += ["conformance"]
LOGGING = {"version": 1, "disable_existing_loggers": False}
`;

/** A run as the command `play` writes it: the body in base64. */
export interface WireRun extends Omit<StackRun, 'response'> {
  readonly response: (Omit<NonNullable<StackRun['response']>, 'body'> & { readonly body: string }) | null;
}

export function decodeRun({ response, ...run }: WireRun): StackRun {
  if (response === null) return { ...run, response };
  const { status, headers, body } = response;
  return { ...run, response: { status, headers, body: Buffer.from(body, 'base64').toString('utf8') } };
}
