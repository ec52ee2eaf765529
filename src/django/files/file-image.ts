import type { Bytes, FileSystem, FSNode, FSStream } from './emscripten.ts';

/** All files, open descriptors and the working directory as they were at one moment. Good for any number of returns. */
export interface FileImage {
  restore(): void;
}

/** Fields of a MEMFS node that something can change. */
type Changeable = Pick<
  FSNode,
  'name' | 'parent' | 'mode' | 'atime' | 'mtime' | 'ctime' | 'contents' | 'usedBytes'
>;

/**
 * Makes images of a file system by reference: an image holds the nodes themselves, and a file's bytes are copied only
 * when something writes to them later. Saving and restoring take time by the number of files, not by their size.
 * @returns what takes an image
 */
export function imageFiles(FS: FileSystem): () => FileImage {
  const { ops_table } = FS.filesystems.MEMFS;
  const ofMemory = new Set(Object.values(ops_table).map(({ node }) => node));
  const held = copyOnWrite(FS);

  return () => {
    const heads = [...FS.nameTable];
    const nodes = [...allNodes(heads)];
    const nexts = nodes.map((node) => node.name_next);
    const changeable = nodes
      .filter((node) => ofMemory.has(node.node_ops))
      .map((node) => [node, stateOf(node)] as const);
    for (const [, { contents }] of changeable) if (isBytes(contents)) held.add(contents);
    const restoreStreams = imageStreams(FS);
    const { nextInode, currentPath } = FS;
    return {
      restore() {
        // First, for closing a descriptor may still write.
        restoreStreams();
        for (const [node, state] of changeable)
          Object.assign(node, state, { contents: copied(state.contents) });
        for (let index = 0; index < heads.length; index += 1) FS.nameTable[index] = heads[index];
        nodes.forEach((node, index) => {
          node.name_next = nexts[index];
        });
        FS.nextInode = nextInode;
        FS.currentPath = currentPath;
      },
    };
  };
}

function stateOf({ name, parent, mode, atime, mtime, ctime, contents, usedBytes }: FSNode): Changeable {
  const state = { name, parent, mode, atime, mtime, ctime, contents: copied(contents) };
  return usedBytes === undefined ? state : { ...state, usedBytes };
}

/** A directory's entries are changed in place; a file's bytes are guarded by `copyOnWrite`. */
function copied(contents: FSNode['contents']): FSNode['contents'] {
  return contents === undefined || isBytes(contents) ? contents : { ...contents };
}

function isBytes(contents: FSNode['contents']): contents is Bytes {
  return ArrayBuffer.isView(contents);
}

function* allNodes(heads: readonly (FSNode | undefined)[]): Generator<FSNode> {
  for (const head of heads) for (let node = head; node !== undefined; node = node.name_next) yield node;
}

/** From now on a write to bytes in the returned set goes to a copy of them. */
function copyOnWrite(FS: FileSystem): WeakSet<Bytes> {
  const { stream_ops, ops_table } = FS.filesystems.MEMFS;
  const held = new WeakSet<Bytes>();
  const release = ({ node }: FSStream): void => {
    if (isBytes(node.contents) && held.has(node.contents)) node.contents = node.contents.slice();
  };
  // All streams of MEMFS files share this object, those too that are open already. Truncating makes a copy anyway.
  Object.assign(ops_table.file.stream, {
    write: (...parameters: Parameters<typeof stream_ops.write>) => {
      release(parameters[0]);
      return stream_ops.write(...parameters);
    },
    msync: (...parameters: Parameters<typeof stream_ops.write>) => {
      release(parameters[0]);
      return stream_ops.msync?.(...parameters);
    },
  });
  return held;
}

/** @returns what closes the descriptors opened since, and opens again at their positions those closed since */
function imageStreams(FS: FileSystem): () => void {
  const saved = FS.streams.map(
    (stream) => stream && { stream, state: { ...stream }, shared: { ...stream.shared } },
  );
  return () => {
    for (const [fd, stream] of FS.streams.entries()) {
      if (stream && stream !== saved[fd]?.stream) closeQuietly(FS, stream);
    }
    FS.streams.length = 0;
    for (const [fd, was] of saved.entries()) {
      FS.streams[fd] = was?.stream;
      if (!was) continue;
      // A listing that was begun is begun anew.
      Object.assign(was.stream, { getdents: null }, was.state);
      Object.assign(was.stream.shared, was.shared);
    }
  };
}

function closeQuietly(FS: FileSystem, stream: FSStream): void {
  try {
    FS.close(stream);
  } catch {
    // The descriptor is gone all the same.
  }
}
