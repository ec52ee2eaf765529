import { describe, expect, test } from 'vitest';
import { changesBetween, treeOf } from './changes.ts';

describe('the changes between two sets of files', () => {
  test('are what is new or has another text, and what is gone', () => {
    const before = { 'a.ts': '1', 'b.ts': '2', 'old/c.ts': '3' };
    expect(changesBetween(before, { 'a.ts': '1', 'b.ts': '20', 'new/d.ts': '4' })).toEqual({
      written: { 'b.ts': '20', 'new/d.ts': '4' },
      removed: ['old/c.ts'],
    });
  });

  test('are none between a set and itself', () => {
    expect(changesBetween({ 'a.ts': '' }, { 'a.ts': '' })).toEqual({ written: {}, removed: [] });
  });

  test('hold a file with a name that every object knows', () => {
    expect(changesBetween({}, { constructor: 'x' })).toEqual({ written: { constructor: 'x' }, removed: [] });
  });
});

test('files become a tree, folder by folder', () => {
  expect(treeOf({ 'a.ts': '1', 'shop/b.ts': '2', 'shop/deep/c.ts': '3', 'shop/d.ts': '4' })).toEqual({
    'a.ts': { file: { contents: '1' } },
    shop: {
      directory: {
        'b.ts': { file: { contents: '2' } },
        deep: { directory: { 'c.ts': { file: { contents: '3' } } } },
        'd.ts': { file: { contents: '4' } },
      },
    },
  });
});
