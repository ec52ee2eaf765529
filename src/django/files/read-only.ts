import type { Bytes, FileSystem, FSNode, FSStream, NodeOps, StreamOps } from './emscripten.ts';

/** A file whose bytes are asked for when somebody first reads it. */
export interface ReadOnlyFile {
  /** In bytes. */
  readonly size: number;
  read(): Bytes;
}

const EROFS = 69;
/** Writable as far as permissions go, as MEMFS makes them: without, the answer would be EACCES. */
const DIRECTORY_MODE = 0o040777;
const FILE_MODE = 0o100666;
/** Zip's first day. Python takes a directory for changed when its time is. */
const EVERY_TIME = Date.UTC(1980, 0, 1);

/**
 * Mounts a file system that can't be changed over `mountpoint`, with `files` by their path below it and, where they
 * leave room, what stood there before. Every attempt to write, create, remove, rename or chmod below it fails with
 * EROFS, and the mount point itself can't be moved away.
 */
export function mountReadOnly(
  FS: FileSystem,
  mountpoint: string,
  files: ReadonlyMap<string, ReadOnlyFile>,
): void {
  const before = listTree(FS, FS.lookupPath(mountpoint).node);
  const all = new Map([...before.files, ...files]);
  FS.mount({ mount: () => plantTree(FS, before.folders, all) }, {}, mountpoint);
}

/** @returns the root of a tree of read-only nodes */
function plantTree(
  FS: FileSystem,
  folders: readonly string[],
  files: ReadonlyMap<string, ReadOnlyFile>,
): FSNode {
  const sources = new WeakMap<FSNode, ReadOnlyFile>();
  const operations = readOnlyOperations(FS, sources);
  const plant = (parent: FSNode | null, name: string, mode: number): FSNode => {
    const node = FS.createNode(parent, name, mode);
    node.atime = node.mtime = node.ctime = EVERY_TIME;
    node.node_ops = operations.node;
    node.stream_ops = operations.stream;
    if (FS.isDir(mode)) node.contents = {};
    if (parent !== null) childrenOf(parent)[name] = node;
    return node;
  };
  const root = plant(null, '/', DIRECTORY_MODE);
  const planted = new Map([['', root]]);
  const folder = (path: string): FSNode => {
    const node = planted.get(path) ?? plant(folder(parentOf(path)), nameOf(path), DIRECTORY_MODE);
    planted.set(path, node);
    return node;
  };
  for (const path of folders) folder(path);
  for (const [path, file] of files) {
    const node = plant(folder(parentOf(path)), nameOf(path), FILE_MODE);
    node.usedBytes = file.size;
    sources.set(node, file);
  }
  return root;
}

/** MEMFS reads and lists; what it would do to change something is refused. */
function readOnlyOperations(
  FS: FileSystem,
  sources: WeakMap<FSNode, ReadOnlyFile>,
): { readonly node: NodeOps; readonly stream: StreamOps } {
  const { MEMFS } = FS.filesystems;
  const refuse = (): never => {
    throw new FS.ErrnoError(EROFS);
  };
  const load = ({ node }: FSStream): void => {
    node.contents ??= sources.get(node)?.read();
  };
  return {
    node: {
      ...MEMFS.node_ops,
      setattr: refuse,
      mknod: refuse,
      rename: refuse,
      unlink: refuse,
      rmdir: refuse,
      symlink: refuse,
    },
    stream: {
      llseek: MEMFS.stream_ops.llseek,
      open(stream) {
        if (!stream.isWrite) return;
        // Emscripten has given the descriptor away by now.
        FS.closeStream(stream.fd as number);
        refuse();
      },
      read(stream, ...rest) {
        load(stream);
        return MEMFS.stream_ops.read(stream, ...rest);
      },
      mmap(stream, ...rest) {
        load(stream);
        return MEMFS.stream_ops.mmap(stream, ...rest);
      },
      write: refuse,
    },
  };
}

interface Tree {
  /** A folder comes before what it holds. */
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, ReadOnlyFile>;
}

/** The MEMFS directory `top` as it is, its files by reference. */
function listTree(FS: FileSystem, top: FSNode): Tree {
  const folders: string[] = [];
  const files = new Map<string, ReadOnlyFile>();
  const visit = (directory: FSNode, prefix: string): void => {
    for (const node of Object.values(childrenOf(directory))) {
      const path = `${prefix}${node.name}`;
      if (FS.isDir(node.mode)) {
        folders.push(path);
        visit(node, `${path}/`);
      } else {
        const size = node.usedBytes ?? 0;
        const bytes = node.contents as Bytes;
        files.set(path, { size, read: () => bytes.subarray(0, size) });
      }
    }
  };
  visit(top, '');
  return { folders, files };
}

function childrenOf(directory: FSNode): Record<string, FSNode> {
  return directory.contents as Record<string, FSNode>;
}

/** The empty path for what lies at the top. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
