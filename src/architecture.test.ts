/** Dependencies between the folders of `src/` point one way; CONTRIBUTING.md shows the same table to people. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const src = import.meta.dirname;

/** Folder → the folders that it may import. Those that aren't named come last and may import everything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  trace: [],
  replica: ['trace'],
  stack: ['trace', 'replica'],
  django: ['trace'],
  sandbox: ['trace', 'django'],
  project: ['trace', 'django', 'sandbox'],
  course: [],
};

/** Packages that a folder may use; undefined for any. */
const packages: Readonly<Record<string, readonly string[]>> = {
  trace: ['zod'],
  replica: [],
};

const files = globSync('**/*.{ts,tsx,astro}', { cwd: src })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$/.test(file));

test.for(Object.entries(allowed))('src/%s imports only what lies before it', ([folder, others]) => {
  const own = files.filter((file) => file.startsWith(`${folder}/`));
  expect(own).not.toEqual([]);
  const wrong = own.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !mayImport(folder, others, file, specifier))
      .map((specifier) => `src/${file} imports ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

function mayImport(folder: string, others: readonly string[], file: string, specifier: string): boolean {
  if (!specifier.startsWith('.')) return packages[folder]?.includes(specifier) ?? true;
  const target = relative(src, join(src, dirname(file), specifier)).replaceAll('\\', '/');
  const [top = ''] = target.split('/');
  return [folder, ...others].includes(top);
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, quoted, dynamic]) => quoted ?? dynamic ?? '');
}
