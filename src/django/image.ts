import type { PyodideAPI } from 'pyodide';
import type { FileSystem } from './files/emscripten.ts';
import { imageFiles } from './files/file-image.ts';
import { holdHost } from './host.ts';
import { imageMemory, type Memory, type MemoryImage } from './memory-image.ts';

/** The state of the interpreter while nothing ran: memory, files and what the host keeps for it. */
export interface Image {
  readonly memory: MemoryImage;
  /** Sound because no proxy between JavaScript and Python leaves the runtime: a stale one would point into memory. */
  restore(): void;
}

export interface ImageOptions {
  /** An image that the state is still much like: what is kept then is the difference, and it is quicker. */
  readonly over?: Image;
  /** Where the memory may be written (`MemoryImageOptions`). */
  readonly into?: Uint8Array;
}

/** @returns what takes an image */
export function imageInterpreter(pyodide: PyodideAPI): (options?: ImageOptions) => Image {
  const module = (pyodide as unknown as { _module: Memory })._module;
  const saveFiles = imageFiles(pyodide.FS as FileSystem);
  const saveHost = holdHost(pyodide);
  return ({ over, into } = {}) => {
    const memory = imageMemory(module, { over: over?.memory, into });
    const files = saveFiles();
    const host = saveHost();
    return {
      memory,
      restore() {
        host.beforeMemory();
        files.restore();
        memory.restore();
        host.afterMemory();
      },
    };
  };
}
