import { expect, test } from 'vitest';
import { readsTheSame } from './reads.ts';

const before = { 'shop/models.py': 'a', 'shop/views.py': 'b', 'bookshop/settings.py': 'c' };
const reads = {
  files: ['shop/models.py', 'bookshop/settings.py'],
  folders: ['', 'shop'],
  modules: ['shop', 'shop.models', 'shop.admin'],
};

test('a change to a file that was not read changes nothing', () => {
  expect(readsTheSame(reads, before, { ...before, 'shop/views.py': 'other' })).toBe(true);
});

test('a change to a file that was read is seen', () => {
  expect(readsTheSame(reads, before, { ...before, 'shop/models.py': 'other' })).toBe(false);
});

test('a new file in a folder that was listed is seen', () => {
  expect(readsTheSame(reads, before, { ...before, 'shop/signals.py': '' })).toBe(false);
});

test('a new file below a folder that was not listed changes nothing', () => {
  expect(readsTheSame(reads, before, { ...before, 'bookshop/extra.py': '' })).toBe(true);
});

test('a file that was looked for and is there now is seen', () => {
  const missing = { files: ['shop/fixtures.json'], folders: [], modules: [] };
  expect(readsTheSame(missing, before, before)).toBe(true);
  expect(readsTheSame(missing, before, { ...before, 'shop/fixtures.json': '[]' })).toBe(false);
});

const imports = { files: [], folders: [], modules: ['shop.admin', 'decimal'] };

test.for(['shop/admin.py', 'shop/admin/__init__.py', 'shop/admin/books.py', 'decimal.py'])(
  'a module that was looked for and is there now, as %s, is seen',
  (path) => {
    expect(readsTheSame(imports, before, { ...before, [path]: '' })).toBe(false);
  },
);

test('a new module that nothing looked for changes nothing', () => {
  expect(readsTheSame(imports, before, { ...before, 'shop/middleware.py': '' })).toBe(true);
});

test('a file may be left out of the comparison', () => {
  const after = { ...before, 'bookshop/settings.py': 'other' };
  expect(readsTheSame(reads, before, after, 'bookshop/settings.py')).toBe(true);
  expect(readsTheSame(reads, before, { ...after, 'shop/models.py': 'other' }, 'bookshop/settings.py')).toBe(
    false,
  );
});
