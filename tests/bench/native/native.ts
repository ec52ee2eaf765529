/** What `manage.py test` takes for the ten tests: this machine's CPython, the wheels that the browser gets. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { UserError } from '../../../src/cli/command.ts';
import { repositoryFolder } from '../../../src/django/cache.ts';
import { ensureWheels } from '../../../src/django/wheels.ts';
import { loadBase } from '../../../src/sandbox/drivers/node-files.ts';
import { benchFiles } from '../exercise/files.ts';
import { writeFiles } from './write-files.ts';

const run = promisify(execFile);
const exercise = join(dirname(fileURLToPath(import.meta.url)), '../exercise');
const timed = fileURLToPath(new URL('timed.py', import.meta.url));

/** One run, process start to process end, in ms. */
export interface NativeRun {
  readonly wall: number;
  /** User and system time together. */
  readonly cpu: number;
}

/**
 * Lays the project out and gives `use` what runs its ten tests once; one run has left Python's compiled files behind.
 *
 * Throws a `UserError` when this machine has no Python, or when the tests don't pass.
 */
export async function withNative<Value>(
  use: (runOnce: () => Promise<NativeRun>) => Promise<Value>,
): Promise<Value> {
  const python = await findPython();
  const folder = await mkdtemp(join(tmpdir(), 'inside-out-native-'));
  try {
    const packages = join(folder, 'site-packages');
    for (const wheel of await ensureWheels()) await writeFiles(packages, unzipSync(await readFile(wheel)));
    const project = join(folder, 'project');
    await cp(join(repositoryFolder, 'base/django'), project, { recursive: true });
    const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
    const middleware = await readFile(join(exercise, 'middleware.py'), 'utf8');
    for (const [path, text] of Object.entries(benchFiles(settings, middleware))) {
      await writeFile(join(project, path), text);
    }
    await cp(join(exercise, 'test_shop.py'), join(project, 'shop/test_shop.py'));
    const runOnce = (): Promise<NativeRun> => runTests(python, project, packages);
    await runOnce();
    return await use(runOnce);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The interpreter itself: a version manager's `python3` is a script that would be measured along with it. */
async function findPython(): Promise<string> {
  try {
    const { stdout } = await run('python3', ['-c', 'import sys; print(sys.executable)']);
    return stdout.trim();
  } catch {
    throw new UserError('The native baseline needs Python: put a python3 (3.11 or later) on the PATH.');
  }
}

async function runTests(python: string, project: string, packages: string): Promise<NativeRun> {
  const { stdout } = await run(python, [timed, python, 'manage.py', 'test'], {
    cwd: project,
    env: { ...process.env, PYTHONPATH: [packages, project].join(delimiter) },
    maxBuffer: 2 ** 24,
  });
  const { exitCode, output, wall, cpu } = JSON.parse(stdout) as NativeRun & {
    readonly exitCode: number;
    readonly output: string;
  };
  if (exitCode !== 0 || !/^Ran 10 tests/m.test(output)) {
    throw new UserError(`The ten tests don't pass on ${python}. manage.py test says:\n${output.trim()}`);
  }
  return { wall, cpu };
}
