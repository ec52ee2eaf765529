import { describe, expect, test } from 'vitest';
import { isOutdated, isRecentEnough } from './setup.mjs';

describe('npm ci is due', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/a-win32': { version: '1.0.0', optional: true },
    },
  };

  test.each([
    ['nothing was installed', null],
    ['a package is missing', { packages: {} }],
    ['a version differs', { packages: { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } } }],
    ['the content differs', { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } } }],
  ])('when %s', (_, installed) => expect(isOutdated(wanted, installed)).toBe(true));

  test('not when all is there but what is made for another platform', () => {
    const installed = { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } };
    expect(isOutdated(wanted, installed)).toBe(false);
  });
});

test.each([
  ['v24.21.0', true],
  ['v22.18.0', true],
  ['v22.17.1', false],
  ['v20.20.2', false],
  ['', false],
])('Node %s runs the scripts: %s', (version, recent) => expect(isRecentEnough(version)).toBe(recent));
