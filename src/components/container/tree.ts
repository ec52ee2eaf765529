/** What is in the tree of a project's files. */
export interface TreeNode {
  /** Its path; the root has none. */
  readonly path: string;
  readonly name: string;
  /** Null for a file. */
  readonly children: readonly TreeNode[] | null;
}

/** Paths as a tree: folders first, then files, each by name. */
export function treeOf(paths: readonly string[]): TreeNode {
  return { path: '', name: '', children: childrenOf('', paths) };
}

function childrenOf(folder: string, paths: readonly string[]): readonly TreeNode[] {
  const folders = Map.groupBy(
    paths.filter((path) => path.slice(folder.length).includes('/')),
    (path) => path.slice(0, path.indexOf('/', folder.length) + 1),
  );
  const files = paths.filter((path) => !path.slice(folder.length).includes('/'));
  const byName = (one: TreeNode, other: TreeNode): number => one.name.localeCompare(other.name, 'en');
  return [
    ...[...folders]
      .map(([path, inside]) => ({
        path: path.slice(0, -1),
        name: path.slice(folder.length, -1),
        children: childrenOf(path, inside),
      }))
      .sort(byName),
    ...files.map((path) => ({ path, name: path.slice(folder.length), children: null })).sort(byName),
  ];
}

/** Every folder that a path lies in, the outermost first. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Why a file that only the container has can't get this path, as a sentence; null when it can. */
export function placeProblem(path: string, paths: readonly string[]): string | null {
  if (path === '') return 'Give the file a name.';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part.startsWith('.')))
    return 'A folder or file can’t be nameless or begin with a dot.';
  if (parts[0] === 'node_modules') return 'node_modules belongs to npm: put the file elsewhere.';
  if (paths.includes(path)) return `There is a file ${path} already.`;
  const way = paths.find((each) => each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
  if (way !== undefined) return `${way} is in the way: a file and a folder can’t have the same name.`;
  return null;
}
