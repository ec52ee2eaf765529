/** What a piece of work read of the project: files it opened, folders it listed. The root is the empty path. */
export interface Reads {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

type Files = Readonly<Record<string, string>>;

/** Whether work that read `reads` of `before` would have read the very same of `after`, and so done the same. */
export function readsTheSame(reads: Reads, before: Files, after: Files): boolean {
  return (
    reads.files.every((path) => before[path] === after[path]) &&
    reads.folders.every((folder) => listing(before, folder) === listing(after, folder))
  );
}

/** The names directly in `folder`, as one comparable text. */
function listing(files: Files, folder: string): string {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = Object.keys(files).filter((path) => path.startsWith(prefix));
  const names = inside.map((path) => path.slice(prefix.length).split('/', 1)[0]);
  return [...new Set(names)].sort().join('/');
}
