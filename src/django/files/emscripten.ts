/**
 * What we use of Emscripten's file system (`libfs.js`, `libmemfs.js`), which has no types of its own. A node stands in
 * one hash table for all directories, chained by `name_next`, and in the `contents` of its MEMFS directory.
 */
export interface FSNode {
  readonly id: number;
  name: string;
  parent: FSNode;
  /** File type and permissions, as in `st_mode`. */
  mode: number;
  atime: number;
  mtime: number;
  ctime: number;
  name_next: FSNode | undefined;
  /** A directory's children by name, or a file's bytes, of which `usedBytes` count. */
  contents?: Record<string, FSNode> | Bytes | undefined;
  usedBytes?: number;
  node_ops: NodeOps;
  stream_ops: StreamOps;
}

/** What Python wrote is signed, what JavaScript wrote is not. */
export type Bytes = Int8Array | Uint8Array;

export interface FSStream {
  node: FSNode;
  /** Null once it is closed. */
  fd: number | null;
  readonly isWrite: boolean;
  /** Flags and position: duplicates of a descriptor have one such object between them. */
  shared: object;
}

type Operation = (...parameters: never[]) => unknown;

export interface NodeOps {
  getattr: Operation;
  setattr: Operation;
  lookup: Operation;
  readdir: Operation;
  mknod: Operation;
  rename: Operation;
  unlink: Operation;
  rmdir: Operation;
  symlink: Operation;
}

export interface StreamOps {
  open?: (stream: FSStream) => void;
  read: (stream: FSStream, ...rest: never[]) => number;
  write: (stream: FSStream, ...rest: never[]) => number;
  mmap: (stream: FSStream, ...rest: never[]) => unknown;
  /** Files that can't be written have none. */
  msync?: (stream: FSStream, ...rest: never[]) => unknown;
  llseek: Operation;
}

export interface MemoryFileSystem {
  readonly node_ops: NodeOps;
  readonly stream_ops: StreamOps;
  /** The very objects that MEMFS nodes refer to. */
  readonly ops_table: Readonly<
    Record<'dir' | 'file' | 'link' | 'chrdev', { node: NodeOps; stream: StreamOps }>
  >;
}

export interface FileSystem {
  nameTable: (FSNode | undefined)[];
  nextInode: number;
  currentPath: string;
  /** Open descriptors by number. */
  streams: (FSStream | null | undefined)[];
  readonly filesystems: { readonly MEMFS: MemoryFileSystem };
  readonly ErrnoError: new (errno: number) => Error;
  createNode(parent: FSNode | null, name: string, mode: number): FSNode;
  lookupPath(path: string): { readonly node: FSNode };
  mount(type: { mount(): FSNode }, options: object, mountpoint: string): FSNode;
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  close(stream: FSStream): void;
  closeStream(fd: number): void;
  chdir(path: string): void;
  mkdirTree(path: string): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  readdir(path: string): string[];
  analyzePath(path: string): { readonly exists: boolean };
  readFile(path: string): Uint8Array;
  writeFile(path: string, data: string | Uint8Array): void;
}
