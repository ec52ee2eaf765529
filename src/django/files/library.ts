import type { FileSystem } from './emscripten.ts';
import { mountReadOnly, type ReadOnlyFile } from './read-only.ts';
import { readZipEntry, type ZipEntry } from './zip.ts';

const STANDARD_LIBRARY = 'python314.zip';
const SITE_PACKAGES = 'python3.14/site-packages';

/** What Python imports besides the project. */
export interface Library {
  /** The standard library's archive; without, the one that Pyodide has put there. */
  readonly stdlib?: ReadOnlyFile;
  readonly sitePackages: {
    /** What `listZip` says of the archive. */
    readonly index: readonly ZipEntry[];
    /** The archive: asked for when a file of it is first read. */
    read(): Uint8Array;
  };
}

/** Mounts the library, where nothing can change it. */
export function mountLibrary(FS: FileSystem, { stdlib, sitePackages }: Library): void {
  const files = new Map<string, ReadOnlyFile>();
  if (stdlib !== undefined) files.set(STANDARD_LIBRARY, stdlib);
  for (const entry of sitePackages.index) {
    const file = { size: entry.size, read: () => readZipEntry(sitePackages.read(), entry) };
    files.set(`${SITE_PACKAGES}/${entry.path}`, file);
  }
  mountReadOnly(FS, '/lib', files);
}
