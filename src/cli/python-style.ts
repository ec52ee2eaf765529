import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { repositoryFolder } from '../django/cache.ts';

/** Known wrong answers (`tests/exercises/**`) may look as they like, and what learners start from may be unfinished. */
const ours = [
  'src/django/python/**/*.py',
  'tests/bench/**/*.py',
  'tests/conformance/**/*.py',
  'base/**/*.py',
  'solutions/**/*.py',
];
const formatted = [...ours, 'exercises/**/*.py'];

const settings = {
  'line-length': 88,
  // Of the syntax that the formatter may choose, only what learners have met before.
  'target-version': 'py312',
  lint: { select: ['E4', 'E7', 'E9', 'F', 'B', 'UP'] },
};

interface Diagnostic {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number; readonly column: number };
}

/** @returns the files that the formatter would change; null when there are none */
export async function checkPythonFormat(): Promise<string | null> {
  const complaints: string[] = [];
  for await (const { path, text } of pythonFiles(formatted)) {
    if (formatPython(path, text) !== text) complaints.push(`${path} isn't formatted`);
  }
  return complaints.length === 0 ? null : [...complaints, 'Format them: npm run format'].join('\n');
}

/** Formats the files that need it, and returns their paths. */
export async function formatPythonFiles(): Promise<readonly string[]> {
  const changed: string[] = [];
  for await (const { path, text } of pythonFiles(formatted)) {
    const wanted = formatPython(path, text);
    if (wanted === text) continue;
    await writeFile(join(repositoryFolder, path), wanted);
    changed.push(path);
  }
  return changed;
}

/** @returns one line for each mistake; null when there are none */
export async function lintPython(): Promise<string | null> {
  const complaints: string[] = [];
  for await (const { path, text } of pythonFiles(ours)) complaints.push(...lintText(path, text));
  return complaints.length === 0 ? null : complaints.join('\n');
}

/** @returns one line for each mistake, with its place and its rule */
export function lintText(path: string, text: string): readonly string[] {
  const found = ruff().check(text) as readonly Diagnostic[];
  return found.map(
    ({ code, message, start_location: at }) =>
      `${path}:${at.row}:${at.column} ${message}${code === null ? '' : ` (${code})`}`,
  );
}

/** @throws {Error} that names the file, when Python can't read it */
export function formatPython(path: string, text: string): string {
  try {
    return ruff().format(text);
  } catch (error) {
    throw new Error(`${path} can't be formatted: ${error instanceof Error ? error.message : String(error)}`);
  }
}

let workspace: Workspace | undefined;

function ruff(): Workspace {
  workspace ??= new Workspace(settings, PositionEncoding.Utf32);
  return workspace;
}

async function* pythonFiles(patterns: readonly string[]): AsyncGenerator<{ path: string; text: string }> {
  for await (const path of glob(patterns, { cwd: repositoryFolder })) {
    yield { path: path.replaceAll('\\', '/'), text: await readFile(join(repositoryFolder, path), 'utf8') };
  }
}
