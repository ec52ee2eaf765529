import { spawn } from 'node:child_process';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type LockedWheel, WheelRefused, type WheelSource } from './wheel.ts';

/** Runs a program to its end. `code` is null when there is no such program. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<{ readonly code: number | null; readonly output: string }>;

const pythons = ['python3', 'python', 'py'];
const fetchTimeout = 120_000;

/** `pip download` of the first Python that has pip. It honours the index, proxy and certificates its user set up. */
export function pipSource(run: RunProgram = runProgram): WheelSource {
  return {
    name: 'pip',
    async fetch(wheels, folder) {
      const python = await pythonWithPip(run);
      const requirements = join(folder, 'requirements.txt');
      await writeFile(requirements, requirementsOf(wheels));
      const { code, output } = await run(python, pipDownload(requirements, folder));
      if (code === 0) return;
      throw refusalIn(output, wheels) ?? new Error(reasonIn(output));
    },
  };
}

/** PyPI, or the index named by `PIP_INDEX_URL`, over its simple API. */
export function httpsSource(
  fetchUrl: typeof fetch = fetch,
  index = process.env['PIP_INDEX_URL'] ?? 'https://pypi.org/simple',
): WheelSource {
  return {
    name: new URL(index).host,
    async fetch(wheels, folder) {
      for (const wheel of wheels) {
        const project = `${index.replace(/\/$/, '')}/${wheel.name}/`;
        const accept = 'application/vnd.pypi.simple.v1+json, text/html;q=0.1';
        const page = await get(fetchUrl, project, { accept });
        const address = filesIn(await page.text()).get(wheel.file);
        if (address === undefined) throw new Error(`${project} lists no ${wheel.file}`);
        const file = await get(fetchUrl, new URL(address, project).href, {});
        await writeFile(join(folder, wheel.file), new Uint8Array(await file.arrayBuffer()));
      }
    },
  };
}

/** A folder of wheels that somebody put together by hand. */
export function folderSource(path: string): WheelSource {
  return {
    name: `INSIDE_OUT_WHEELS=${path}`,
    async fetch(wheels, folder) {
      const present = await readdir(path).catch(() => {
        throw new Error(`${resolve(path)} can't be read as a folder`);
      });
      const absent = wheels.filter(({ file }) => !present.includes(file));
      if (absent.length > 0)
        throw new Error(`the folder has no ${absent.map(({ file }) => file).join(', ')}`);
      for (const { file } of wheels) await copyFile(join(path, file), join(folder, file));
    },
  };
}

/** What pip reads with `--require-hashes`. */
export function requirementsOf(wheels: readonly LockedWheel[]): string {
  return wheels.map((wheel) => `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`).join('');
}

function pipDownload(requirements: string, folder: string): readonly string[] {
  return [
    ...[
      '-m',
      'pip',
      'download',
      '--require-hashes',
      '--no-deps',
      '--requirement',
      requirements,
      '--dest',
      folder,
    ],
    // The wheels run in the page's Python, so the age of the one that fetches them doesn't matter.
    ...['--only-binary', ':all:', '--python-version', '3.14'],
    ...['--no-input', '--disable-pip-version-check', '--retries', '2'],
  ];
}

async function pythonWithPip(run: RunProgram): Promise<string> {
  for (const python of pythons) {
    const { code } = await run(python, ['-m', 'pip', '--version']);
    if (code === 0) return python;
  }
  throw new Error(`none of ${pythons.join(', ')} runs pip`);
}

/** pip names the requirement and both hashes over three lines. */
function refusalIn(output: string, wheels: readonly LockedWheel[]): WheelRefused | null {
  const pattern = /^\s*([\w.-]+)==\S+ from .*\s+Expected sha256 ([0-9a-f]{64})\s+Got\s+([0-9a-f]{64})/m;
  const [, , expected, got] = pattern.exec(output) ?? [];
  const wheel = wheels.find(({ sha256 }) => sha256 === expected);
  return wheel !== undefined && got !== undefined ? new WheelRefused(wheel, got, 'pip') : null;
}

function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const said = lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.findLast((line) => line !== '');
  return said?.replace('ERROR: ', '') ?? 'it ended without a word';
}

/** The addresses of an index page's files by their names: its JSON form (PEP 691), or the HTML of a plain index (PEP 503). */
function filesIn(page: string): ReadonlyMap<string, string> {
  if (page.trimStart().startsWith('{')) {
    const { files = [] } = JSON.parse(page) as { files?: { filename: string; url: string }[] };
    return new Map(files.map(({ filename, url }) => [filename, url]));
  }
  const links = page.matchAll(/<a\s[^>]*href="([^"#]+)[^>]*>\s*([^<\s]+)\s*<\/a>/g);
  return new Map([...links].map(([, url = '', filename = '']) => [filename, url]));
}

async function get(fetchUrl: typeof fetch, url: string, headers: Record<string, string>): Promise<Response> {
  const response = await fetchUrl(url, { headers, signal: AbortSignal.timeout(fetchTimeout) }).catch(
    (error) => {
      throw new Error(`${url} can't be reached (${causeOf(error)})`);
    },
  );
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** `fetch` says "fetch failed" and keeps the reason in `cause`. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  return cause instanceof Error ? cause.message || cause.name : error.message;
}

const runProgram: RunProgram = (program, args) =>
  new Promise((done) => {
    let output = '';
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', () => done({ code: null, output }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
