type Files = Readonly<Record<string, string>>;

/** What a piece of work read of the project. Paths are relative to the root, which is the empty path. */
export interface Reads {
  /** Files that it opened. */
  readonly files: readonly string[];
  /** Folders that it listed, the import system's own listings aside. */
  readonly folders: readonly string[];
  /** Modules that it looked for, wherever it found them: `shop.admin`. */
  readonly modules: readonly string[];
}

/**
 * Whether work that read `reads` of `before` would have read the very same of `after`, and so done the same.
 * @param besides a file whose content doesn't count
 */
export function readsTheSame(reads: Reads, before: Files, after: Files, besides?: string): boolean {
  const files = reads.files.filter((path) => path !== besides);
  const old = foldersOf(before);
  const now = foldersOf(after);
  return (
    files.every((path) => before[path] === after[path]) &&
    reads.folders.every((folder) => sameNames(old.get(folder), now.get(folder))) &&
    reads.modules.every((name) => placesOf(name, before, old) === placesOf(name, after, now))
  );
}

/** The names directly in each folder, those of folders too. */
function foldersOf(files: Files): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of Object.keys(files)) {
    const parts = path.split('/');
    for (const [depth, name] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/');
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(name));
    }
  }
  return folders;
}

function sameNames(before: ReadonlySet<string> = new Set(), after: ReadonlySet<string> = new Set()): boolean {
  return before.symmetricDifference(after).size === 0;
}

/** Where the project has a module of that name: as a file, a package, a folder; as one comparable text. */
function placesOf(name: string, files: Files, folders: ReadonlyMap<string, unknown>): string {
  const path = name.replaceAll('.', '/');
  const places = [files[`${path}.py`], files[`${path}/__init__.py`]].map((text) => text !== undefined);
  return [...places, folders.has(path)].join();
}
