import type { PyodideAPI } from 'pyodide';
import { explainDeath, watchLine } from './crash.ts';
import type { PythonError } from './exchange.ts';
import type { FileSystem } from './files/emscripten.ts';
import { PROJECT_ROOT, writeProject } from './files/project.ts';
import { type Image, imageInterpreter } from './image.ts';
import { createLimits, type Limits, type PythonStop } from './limits.ts';
import type { Memory } from './memory-image.ts';
import { createOutputBuffer } from './output.ts';
import type { LoadedPyodide } from './pyodide.ts';

export type { Image };

type Files = Readonly<Record<string, string>>;

/** What a verb of `inside_out.bridge` answers. */
export type BridgeAnswer = { readonly value: unknown } | { readonly error: PythonError };

/** CPython in WebAssembly with Django importable, whose state is a value that can be saved and put back. */
export interface Runtime {
  /** @throws {CodeStopped} when the verb was stopped, or took the interpreter with it */
  call(verb: string, payload: unknown): BridgeAnswer;
  /** Makes the project consist of `files`, and of what running it made before the image that was put back. */
  replaceProject(files: Files): void;
  /** Writes the project that the memory of a snapshot was prepared with, and goes to where it was. */
  enterProject(files: Files): void;
  /** @param into bytes that nobody needs any more, such as those of an image that is given up (`imageMemory`) */
  saveImage(into?: Uint8Array): Image;
  /** Puts back memory, files, open descriptors and all else that Python can change. */
  restoreImage(image: Image): void;
  /** What was written to stdout and stderr since the last call, capped. */
  takeOutput(): string;
  /** How large it has grown, in bytes. */
  memory(): number;
}

/**
 * Takes charge of an interpreter in which the library is mounted.
 * @param limits what learner code may use; nothing is limited unless somebody runs a verb within them
 */
export function createRuntime(
  { pyodide, takeRefusal }: LoadedPyodide,
  limits: Limits = createLimits(),
): Runtime {
  const FS = pyodide.FS as FileSystem;
  const takeImage = imageInterpreter(pyodide);
  const output = captureOutput(pyodide, limits);
  const lineNow = watchLine(pyodide, output.capture);
  pyodide.setInterruptBuffer(limits.signals(lineNow) as unknown as Uint8Array);
  /** As it was last written, in the state that is in place. */
  let project: Files = {};

  // Older than every image, so it is in all of them, at the place where JavaScript expects it.
  const door = pyodide.runPython('from inside_out.bridge import call; call') as Door;

  /** Knocks, and says in a `CodeStopped` what the interpreter died of, if it did. */
  function ask(...args: Parameters<Door>): string {
    try {
      return door(...args);
    } catch (error) {
      throw explainDeath(error, lineNow);
    } finally {
      const refused = takeRefusal();
      if (refused !== null) limits.refused(refused);
    }
  }

  return {
    call(verb, payload) {
      const answer = ask(verb, JSON.stringify(payload), limits.secondsLeft() ?? undefined);
      const parsed = JSON.parse(answer) as BridgeAnswer | { readonly stopped: PythonStop };
      if ('stopped' in parsed) throw limits.stopped(parsed.stopped);
      return parsed;
    },
    replaceProject(files) {
      writeProject(FS, files, project);
      project = files;
    },
    enterProject(files) {
      this.replaceProject(files);
      FS.chdir(PROJECT_ROOT);
    },
    saveImage(into) {
      const image = takeImage(into);
      const saved = project;
      return {
        ...image,
        restore() {
          image.restore();
          project = saved;
        },
      };
    },
    restoreImage: (image) => image.restore(),
    takeOutput: output.take,
    memory: () => (pyodide as unknown as { _module: Memory })._module.HEAPU8.length,
  };
}

/** `call` of inside_out/bridge.py. */
type Door = (verb: string, payload: string, seconds: number | undefined) => string;

interface CapturedOutput {
  take(): string;
  /** What is written while `action` runs; none of it is taken. */
  capture(action: () => void): string;
}

function captureOutput(pyodide: PyodideAPI, limits: Limits): CapturedOutput {
  const output = createOutputBuffer();
  let current = output;
  // At the level of the file descriptors, so that os.write and a replaced sys.stdout are seen alike.
  const write = (bytes: Uint8Array): number => {
    current.writeBytes(bytes);
    // After EINTR Python looks for signals, and so ends at the line that prints.
    if (current === output && limits.printed(bytes.length))
      throw Object.assign(new Error('too much output'), { code: 'EINTR' });
    return bytes.length;
  };
  pyodide.setStdout({ write });
  pyodide.setStderr({ write });
  return {
    take: output.take,
    capture(action) {
      const captured = createOutputBuffer();
      current = captured;
      try {
        action();
      } finally {
        current = output;
      }
      return captured.take();
    },
  };
}
