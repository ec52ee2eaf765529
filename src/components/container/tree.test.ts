import { describe, expect, it } from 'vitest';
import { foldersOf, placeProblem, type TreeNode, treeOf } from './tree.ts';

const shape = ({ name, children }: TreeNode): unknown =>
  children === null ? name : { [name]: children.map(shape) };

describe('a tree', () => {
  it('has folders before files, each by name', () => {
    const { children } = treeOf([
      'onion.ts',
      'b/two.ts',
      'README.md',
      'b/deep/er/x.log',
      'b/one.ts',
      'a/z.ts',
    ]);
    expect(children?.map(shape)).toEqual([
      { a: ['z.ts'] },
      { b: [{ deep: [{ er: ['x.log'] }] }, 'one.ts', 'two.ts'] },
      'onion.ts',
      'README.md',
    ]);
  });

  it('knows folders by their paths', () => {
    const [folder] = treeOf(['b/deep/x.log']).children ?? [];
    expect(folder?.path).toBe('b');
    expect(folder?.children?.[0]?.path).toBe('b/deep');
    expect(folder?.children?.[0]?.children?.[0]?.path).toBe('b/deep/x.log');
  });

  it('tells apart what only begins alike', () => {
    expect(treeOf(['a/x', 'ab/x', 'a.ts']).children?.map(shape)).toEqual([
      { a: ['x'] },
      { ab: ['x'] },
      'a.ts',
    ]);
  });

  it('of nothing is empty', () => {
    expect(treeOf([]).children).toEqual([]);
  });
});

it('a path lies in its folders, the outermost first', () => {
  expect(foldersOf('a/b/c.ts')).toEqual(['a', 'a/b']);
  expect(foldersOf('c.ts')).toEqual([]);
});

it.for([
  ['', 'Give the file a name.'],
  ['/x.log', 'A folder or file can’t be nameless or begin with a dot.'],
  ['.inside-out/x', 'A folder or file can’t be nameless or begin with a dot.'],
  ['node_modules/x', 'node_modules belongs to npm: put the file elsewhere.'],
  ['http.ts', 'There is a file http.ts already.'],
  ['http.ts/x', 'http.ts is in the way: a file and a folder can’t have the same name.'],
  ['logs/x.log', null],
] as const)('a file of the container can’t be called %j: %s', ([path, problem]) => {
  expect(placeProblem(path, ['http.ts'])).toBe(problem);
});
