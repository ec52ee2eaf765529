import type { FileSet } from '../protocol.ts';
import type { Tree } from './api.ts';

export interface Changes {
  /** New, or of another text than before. */
  readonly written: FileSet;
  readonly removed: readonly string[];
}

/** What must be done to files that are `before` so that they are `after`. */
export function changesBetween(before: FileSet, after: FileSet): Changes {
  const isNew = ([path, text]: [string, string]): boolean =>
    !Object.hasOwn(before, path) || before[path] !== text;
  return {
    written: Object.fromEntries(Object.entries(after).filter(isNew)),
    removed: Object.keys(before).filter((path) => !Object.hasOwn(after, path)),
  };
}

/** Files as the tree that a container mounts. */
export function treeOf(files: FileSet): Tree {
  const tree: Tree = {};
  for (const [path, contents] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop() ?? path;
    let inside = tree;
    for (const folder of folders) {
      const found = inside[folder];
      const directory = found !== undefined && 'directory' in found ? found.directory : {};
      inside[folder] = { directory };
      inside = directory;
    }
    inside[name] = { file: { contents } };
  }
  return tree;
}
