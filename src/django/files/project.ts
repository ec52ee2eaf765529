import type { FileSystem } from './emscripten.ts';

type Files = Readonly<Record<string, string>>;

/** The learner's project in the interpreter's file system; `PROJECT_ROOT` of inside_out/faults.py. */
export const PROJECT_ROOT = '/project';

/**
 * Turns the project that `before` was written as into `after`: writes what differs and removes what isn't there any
 * more, with the folders that this leaves empty. Files that running the project made stay.
 */
export function writeProject(FS: FileSystem, after: Files, before: Files): void {
  // The working directory must exist while Python runs, so the root itself always does.
  FS.mkdirTree(PROJECT_ROOT);
  for (const path of Object.keys(before)) if (!Object.hasOwn(after, path)) removeFile(FS, path);
  for (const [path, text] of Object.entries(after)) {
    if (Object.hasOwn(before, path) && before[path] === text) continue;
    const absolute = `${PROJECT_ROOT}/${path}`;
    FS.mkdirTree(folderOf(absolute));
    FS.writeFile(absolute, text);
  }
}

function removeFile(FS: FileSystem, path: string): void {
  const absolute = `${PROJECT_ROOT}/${path}`;
  if (!exists(FS, absolute)) return;
  FS.unlink(absolute);
  for (let folder = folderOf(absolute); folder !== PROJECT_ROOT; folder = folderOf(folder)) {
    // `.` and `..` are always there.
    if (FS.readdir(folder).length > 2 || FS.currentPath === folder) return;
    FS.rmdir(folder);
  }
}

function exists(FS: FileSystem, path: string): boolean {
  return FS.analyzePath(path).exists;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
