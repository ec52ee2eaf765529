import { PythonFailure } from './python-failure.ts';
import type { Reads } from './reads.ts';
import type { BridgeAnswer, Image, Runtime } from './runtime.ts';

/** A project: path relative to its root → text. */
export type Files = Readonly<Record<string, string>>;

/** A project that is set up, migrated and seeded and has no handler yet, as the memory that it was left in. */
export interface Prepared {
  readonly files: Files;
  readonly image: Image;
  /** What of the project that took: good for every project that reads the same. */
  readonly reads: Reads;
  /** What the project printed meanwhile. */
  readonly output: string;
}

/** What every start of a site builds on. */
export interface Groundwork {
  readonly runtime: Runtime;
  /** The base project in `runtime`. Its settings are known to have no effect beside their values. */
  readonly base: Prepared;
  /**
   * A runtime in which Django is imported and nothing is set up, as it was before anybody used it.
   * @throws {NotLoaded} when it has to be loaded first
   */
  fromNothing(): Runtime;
}

/** Something is needed that most starts never need: `load` it, and begin again. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
  readonly load: () => Promise<void>;

  constructor(load: () => Promise<void>) {
    super('Load what is missing and begin again.');
    this.load = load;
  }
}

/** The groundwork in a runtime that has just booted. @throws {PythonFailure} when the base project is broken */
export function layGroundwork(runtime: Runtime, files: Files): Groundwork {
  const blank = runtime.saveImage();
  const fromNothing = (): Runtime => {
    runtime.restoreImage(blank);
    return runtime;
  };
  return { runtime, base: prepare(runtime, files), fromNothing };
}

/**
 * Sets the project up in a runtime that is as `fromNothing` gives it, migrates and seeds.
 * @param into where its image may be written (`imageMemory`)
 * @throws {PythonFailure} when the project can't start
 */
export function prepare(runtime: Runtime, files: Files, into?: Uint8Array): Prepared {
  runtime.takeOutput();
  runtime.replaceProject(files);
  const reads = answered(runtime.call('prepare', null)) as Reads;
  return { files, reads, image: runtime.saveImage(into), output: runtime.takeOutput() };
}

/** The value of an answer. @throws {PythonFailure} when there is none */
export function answered(answer: BridgeAnswer): unknown {
  if ('error' in answer) throw new PythonFailure(answer.error);
  return answer.value;
}
