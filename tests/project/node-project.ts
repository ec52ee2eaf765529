import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { buildHelpers, buildSuite } from '../../src/project/build.ts';
import { type ExerciseParts, exerciseProject, projectName, zipProject } from '../../src/project/project.ts';
import { createFrameReader } from '../../src/sandbox/container/frames.ts';
import { loadBase, root } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet, Report } from '../../src/sandbox/protocol.ts';
import type { CheckOptions } from '../../src/sandbox/sandbox.ts';
import { writeFiles } from '../bench/native/write-files.ts';
import type { ExerciseUnderTest } from '../course/submissions.ts';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The zip that a learner downloads with `files` in the editor. */
export async function zipOf(exercise: ExerciseUnderTest, files: FileSet): Promise<Uint8Array> {
  const base = await loadBase('rebuild');
  const { files: helpers } = await buildHelpers();
  return zipProject(exercise.id, exerciseProject({ base, helpers }, await partsOf(exercise), files));
}

async function partsOf({ id, start }: ExerciseUnderTest): Promise<ExerciseParts> {
  const yaml = await readFile(fileURLToPath(new URL(`exercises/${id}/exercise.yaml`, root)), 'utf8');
  const { title, task } = parse(yaml) as { title: string; task: string };
  const { suite } = await buildSuite(id);
  return { title, task, suite, files: start.files };
}

/** Unpacks the zip into an empty folder outside the repository, where no `node_modules` of ours can be found. */
export async function unpack(exercise: ExerciseUnderTest, files: FileSet): Promise<Unpacked> {
  const parent = await mkdtemp(join(tmpdir(), 'project-'));
  await writeFiles(parent, unzipSync(await zipOf(exercise, files)));
  return {
    folder: join(parent, projectName(exercise.id)),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  };
}

export interface Unpacked extends AsyncDisposable {
  /** Absolute. */
  readonly folder: string;
}

/** `npm ci`, for real. @throws {Error} with npm's own words, when the packages can't be had */
export async function install(folder: string): Promise<void> {
  const { code, output } = await npm(folder, [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=1',
  ]);
  if (code === 0) return;
  throw new Error(
    `npm ci failed in the exercise's own project. It needs the network, and a registry that npm is set to use: ` +
      `this test can't do without.\n\n${output.trim()}`,
  );
}

/** Lets one installation serve another project: all exercises have the same lock. */
export function borrowPackages(from: Unpacked, to: Unpacked): Promise<void> {
  return symlink(join(from.folder, 'node_modules'), join(to.folder, 'node_modules'), 'junction');
}

/** Runs the check as a page would that runs Vitest in a container. @throws {Error} when no verdict comes */
export async function runCheck(folder: string, { seed, order }: Required<CheckOptions>): Promise<Report> {
  const { code, output } = await npm(folder, ['test'], {
    INSIDE_OUT_REPORT: '1',
    INSIDE_OUT_SEED: `${seed}`,
    INSIDE_OUT_ORDER: order,
  });
  let report: Report | null = null;
  const reader = createFrameReader(
    (frame) => {
      if (frame.kind === 'report') report = frame.report;
    },
    () => undefined,
  );
  reader.write(output);
  reader.end();
  if (report === null) throw new Error(`The run ended with exit code ${code} and no verdict:\n${output}`);
  return report;
}

/** Runs npm in `folder`, without what this run of Vitest has put into the environment. */
export function npm(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const cli = process.env['npm_execpath'];
  const [program, first] = cli ? [process.execPath, [cli]] : ['npm', []];
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$|npm_(package|lifecycle)_)/.test(name),
  );
  const child = spawn(program, [...first, ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
