import { expect, test } from 'vitest';
import { readsTheSame } from './reads.ts';

const before = { 'shop/models.py': 'a', 'shop/views.py': 'b', 'bookshop/settings.py': 'c' };
const reads = { files: ['shop/models.py', 'bookshop/settings.py'], folders: ['', 'shop'] };

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
  const missing = { files: ['shop/fixtures.json'], folders: [] };
  expect(readsTheSame(missing, before, before)).toBe(true);
  expect(readsTheSame(missing, before, { ...before, 'shop/fixtures.json': '[]' })).toBe(false);
});
