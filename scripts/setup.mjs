/**
 * Runs before every npm script: installs the packages that a fresh clone, or a changed lockfile, lacks.
 * Plain JavaScript without dependencies, for it runs on whatever Node (18 or newer) the machine has.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The first Node that runs TypeScript as it is. */
const oldestNode = [22, 18];

/**
 * @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile
 * @param {Lockfile} wanted `package-lock.json`
 * @param {Lockfile | null} installed `node_modules/.package-lock.json`, npm's own record of what it installed
 * @returns {boolean} whether `npm ci` is due
 */
export function isOutdated(wanted, installed) {
  if (installed === null) return true;
  const packages = Object.entries(wanted.packages ?? {}).filter(([path]) => path !== '');
  return packages.some(([path, entry]) => {
    const present = installed.packages?.[path];
    // npm leaves out what is optional and made for another platform.
    if (present === undefined) return entry.optional !== true;
    return present.version !== entry.version || present.integrity !== entry.integrity;
  });
}

/**
 * @param {string} version as `node --version` prints it
 * @returns {boolean} whether that Node runs our scripts
 */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** @returns {Promise<void>} rejects with what npm said, and what to do */
async function install() {
  const started = Date.now();
  console.log('Installing npm packages; the first time takes a minute or two …');
  const { code, output } = await npm(['ci', '--engine-strict=false', '--loglevel=error', '--include=dev']);
  if (code !== 0) {
    throw new Error(`npm ci failed. Mend what it says, then run the same command again.\n\n${output.trim()}`);
  }
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function npm(args) {
  const cli = process.env['npm_execpath'];
  const [program, first] = cli ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((done, fail) => {
    const shell = !cli && process.platform === 'win32';
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}

/** @returns {string} the version of the Node that npm scripts run on; empty when there is none */
function scriptsNode() {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const { stdout } = spawnSync('node --version', {
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });
  return (stdout ?? '').trim();
}

/**
 * @param {string} file
 * @returns {Lockfile | null} null when it isn't there
 */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return null;
  }
}

async function setUp() {
  const wanted = readLockfile('package-lock.json');
  if (wanted === null)
    throw new Error(
      `${join(root, 'package-lock.json')} can't be read. Restore it: git checkout package-lock.json`,
    );
  if (isOutdated(wanted, readLockfile('node_modules/.package-lock.json'))) await install();
  const version = scriptsNode();
  if (isRecentEnough(version)) return;
  throw new Error(
    `The scripts need Node ${oldestNode.join('.')} or newer and got ${version || 'none'}: npm didn't run the install script of the "node" package.\n` +
      'Run this once: npm rebuild node --ignore-scripts=false',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
