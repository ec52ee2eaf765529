/** The lock of the Rebuild track's base project: what is installed with it on machines that we never see. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryFolder } from '../django/cache.ts';

interface Package {
  readonly version: string;
  readonly name?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(repositoryFolder, path), 'utf8'));
const manifest = read('base/rebuild/package.json') as Manifest;
const { packages } = read('base/rebuild/package-lock.json') as {
  packages: Readonly<Record<string, Package & Partial<Manifest>>>;
};
const ours = read('package.json') as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const { '': locked, ...installed } = packages;

const renew =
  'Renew it in base/rebuild: npm install --package-lock-only --omit-lockfile-registry-resolved, without a node_modules there.';

test('the lock is of this package.json', () => {
  const { name, devDependencies, engines } = manifest;
  expect(locked, renew).toEqual({ name, devDependencies, engines });
  for (const [dependency, version] of Object.entries(devDependencies)) {
    expect(installed[`node_modules/${dependency}`]?.version, `${dependency}: ${renew}`).toBe(version);
  }
});

test('the native parts of Vite are replaced by the same in WebAssembly', () => {
  for (const [name, replacement] of Object.entries(manifest.overrides)) {
    const { name: locked, version } = installed[`node_modules/${name}`] ?? {};
    expect(`npm:${locked}@${version}`, renew).toBe(replacement);
  }
});

test('no package is for one platform, but what macOS may leave out as well', () => {
  const forOne = Object.entries(installed).filter(([, { os, cpu }]) => os !== undefined || cpu !== undefined);
  expect(forOne.map(([path, { os, optional }]) => [path, os, optional])).toEqual([
    ['node_modules/fsevents', ['darwin'], true],
  ]);
});

test('the lock says what to install, and leaves it to npm from where', () => {
  for (const [path, { resolved, integrity }] of Object.entries(installed)) {
    expect(resolved, `${path}: ${renew}`).toBeUndefined();
    expect(integrity, path).toMatch(/^sha512-/);
  }
});

test('the check is run by the very packages that the site is built with', () => {
  const { vite: _vite, ...same } = manifest.devDependencies;
  const built = { ...ours.dependencies, ...ours.devDependencies };
  expect(same).toEqual(Object.fromEntries(Object.keys(same).map((name) => [name, built[name]])));
});
