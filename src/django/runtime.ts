import type { PyodideAPI, PyodideConfig } from 'pyodide';
import type { PythonError } from './exchange.ts';
import { createOutputBuffer } from './output.ts';

/** The learner's project in the interpreter's file system; `PROJECT_ROOT` of inside_out/faults.py. */
const PROJECT_ROOT = '/project';
const SITE_PACKAGES = '/lib/python3.14/site-packages';

/** What a platform supplies. */
export interface RuntimeSource {
  loadPyodide(config: PyodideConfig): Promise<PyodideAPI>;
  /** The folder of Pyodide's own files: a URL or a directory that ends in `/`. */
  readonly indexURL: string;
  /** The archive that `site-packages.ts` built. */
  sitePackages(): Promise<Uint8Array>;
}

/** A copy of the interpreter's whole memory, taken while nothing ran. */
export type HeapImage = Uint8Array;

/** What a verb of `inside_out.bridge` answers. */
export type BridgeAnswer = { readonly value: unknown } | { readonly error: PythonError };

/** CPython in WebAssembly with Django importable, whose memory is a value that can be saved and put back. */
export interface Runtime {
  call(verb: string, payload: unknown): BridgeAnswer;
  /** Makes the project on disk consist of `files` alone. */
  replaceProject(files: Readonly<Record<string, string>>): void;
  saveImage(): HeapImage;
  /** Sound because no proxy between JavaScript and Python leaves this module: a stale one would point into memory. */
  restoreImage(image: HeapImage): void;
  /** What was written to stdout and stderr since the last call, capped. */
  takeOutput(): string;
}

/**
 * Boots CPython and unpacks Django.
 * @param onStep told in words what is being done
 */
export async function bootRuntime(source: RuntimeSource, onStep: (step: string) => void): Promise<Runtime> {
  onStep('Loading Python');
  const [pyodide, sitePackages] = await Promise.all([
    source.loadPyodide({
      indexURL: source.indexURL,
      // Learner code gets no way into the JavaScript around it: practice stays practice.
      jsglobals: Object.create(null),
      env: {
        HOME: '/home/pyodide',
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONHASHSEED: '0',
      },
    }),
    source.sitePackages(),
  ]);
  onStep('Unpacking Django');
  pyodide.unpackArchive(sitePackages, 'zip', { extractDir: SITE_PACKAGES });
  const output = captureOutput(pyodide);
  const runtime = createRuntime(pyodide, output.take);
  onStep('Importing Django');
  const preloaded = runtime.call('preload', null);
  if ('error' in preloaded) throw new Error(preloaded.error.traceback);
  return runtime;
}

function createRuntime(pyodide: PyodideAPI, takeOutput: () => string): Runtime {
  // The view of the memory is replaced whenever it grows, so it is looked up each time.
  const heap = (): Uint8Array => (pyodide as unknown as { _module: { HEAPU8: Uint8Array } })._module.HEAPU8;
  return {
    call(verb, payload) {
      const answer: unknown = pyodide.runPython(
        `from inside_out.bridge import call; call(${pythonString(verb)}, ${pythonString(JSON.stringify(payload))})`,
      );
      return JSON.parse(String(answer)) as BridgeAnswer;
    },
    replaceProject(files) {
      // The working directory must exist while Python runs, so the root itself stays.
      pyodide.FS.mkdirTree(PROJECT_ROOT);
      removeChildren(pyodide, PROJECT_ROOT);
      for (const [path, text] of Object.entries(files)) {
        const absolute = `${PROJECT_ROOT}/${path}`;
        pyodide.FS.mkdirTree(absolute.slice(0, absolute.lastIndexOf('/')));
        pyodide.FS.writeFile(absolute, text);
      }
    },
    saveImage: () => heap().slice(),
    restoreImage(image) {
      const memory = heap();
      memory.set(image);
      // WebAssembly memory never shrinks: what lies past the image was never used when it was taken.
      memory.fill(0, image.length);
    },
    takeOutput,
  };
}

/** A JSON string is a Python string literal too. */
function pythonString(text: string): string {
  return JSON.stringify(text);
}

function captureOutput(pyodide: PyodideAPI): { take(): string } {
  const output = createOutputBuffer();
  const decoder = new TextDecoder();
  // At the level of the file descriptors, so that os.write and a replaced sys.stdout are seen alike.
  const write = (bytes: Uint8Array): number => {
    output.write(decoder.decode(bytes, { stream: true }));
    return bytes.length;
  };
  pyodide.setStdout({ write });
  pyodide.setStderr({ write });
  return output;
}

function removeChildren(pyodide: PyodideAPI, directory: string): void {
  for (const name of pyodide.FS.readdir(directory) as string[]) {
    if (name === '.' || name === '..') continue;
    const path = `${directory}/${name}`;
    if (pyodide.FS.isDir(pyodide.FS.lstat(path).mode)) {
      removeChildren(pyodide, path);
      pyodide.FS.rmdir(path);
    } else {
      pyodide.FS.unlink(path);
    }
  }
}
