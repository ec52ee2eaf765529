import type { PyodideAPI } from 'pyodide';
import type { FileSystem } from './files/emscripten.ts';
import { imageFiles } from './files/file-image.ts';
import { holdHost } from './host.ts';
import { imageMemory, type Memory, type MemoryImage } from './memory-image.ts';

/** The state of the interpreter while nothing ran: memory, files and what the host keeps for it. */
export interface Image {
  readonly memory: MemoryImage;
  /** Sound because the runtime keeps one proxy alone, older than every image: a younger one would point into memory. */
  restore(): void;
}

/** @returns what takes an image; `into` as in `imageMemory` */
export function imageInterpreter(pyodide: PyodideAPI): (into?: Uint8Array) => Image {
  const module = (pyodide as unknown as { _module: Memory })._module;
  const saveFiles = imageFiles(pyodide.FS as FileSystem);
  const saveHost = holdHost(pyodide);
  return (into) => {
    const memory = imageMemory(module, into);
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
