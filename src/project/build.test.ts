import { expect, test } from 'vitest';
import { buildHelpers, buildSuite } from './build.ts';

const { files } = await buildHelpers();

/** What a bundle imports statically, or by a literal. */
function importsOf(code: string): string[] {
  const found = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`$]+)["'`]/g);
  return [...found].map(([, specifier]) => specifier ?? '').filter((each) => /^[\w.@#]/.test(each));
}

test('the helpers import one another, Node, and what the lock installs', () => {
  const beside = Object.keys(files).map((name) => `./${name}`);
  for (const [name, code] of Object.entries(files)) {
    const others = importsOf(code).filter((each) => !beside.includes(each) && !each.startsWith('node:'));
    expect(['vitest', 'fast-check', 'amaro'], name).toEqual(expect.arrayContaining(others));
  }
});

test('a suite is one file that imports its language from the files beside it', async () => {
  const { suite, sources } = await buildSuite('02-order/compose-the-onion');
  expect(new Set(importsOf(suite))).toEqual(new Set(['./rebuild.js', './fresh.js', 'vitest', 'fast-check']));
  expect(sources.some((file) => file.endsWith('/compose-the-onion/diagnose.ts'))).toBe(true);
});

test("the suite's language is there once: it has state", () => {
  const withContext = Object.values(files).filter((code) =>
    code.includes('A hidden suite needs an examiner'),
  );
  expect(withContext).toHaveLength(1);
});
