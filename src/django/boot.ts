import { mountLibrary } from './files/library.ts';
import { listZip, type ZipEntry } from './files/zip.ts';
import { answered, type Groundwork, NotLoaded } from './groundwork.ts';
import type { Limits } from './limits.ts';
import { type ArrivingSnapshot, type LoadedPyodide, loadInterpreter, type PyodideSource } from './pyodide.ts';
import { createRuntime, type Image, type Runtime } from './runtime.ts';
import { otherOf, type SnapshotIndex } from './snapshot/snapshot.ts';

/** An archive that Python imports from. */
export interface Archive {
  /** Its bytes, once they are there. */
  bytes(): Promise<Uint8Array>;
  /** Its bytes, at once, at whatever cost: Python waits for a file of it. */
  bytesNow(): Uint8Array;
}

/** What a platform supplies. */
export interface RuntimeSource extends PyodideSource {
  /** `python_stdlib.zip`. */
  readonly stdlib: Archive;
  /** The archive that `site-packages.ts` built. */
  readonly sitePackages: Archive;
  /** What learner code may use; nothing is limited without. */
  readonly limits?: Limits;
}

/** The files that `snapshot/make.ts` made. */
export interface SnapshotSource {
  index(): Promise<SnapshotIndex>;
  /** Inflated. Whoever asks may keep it, and write over it. */
  snapshot(): Promise<Uint8Array>;
  /** Likewise. */
  blank(): Promise<Uint8Array>;
}

/**
 * Boots CPython from nothing and imports Django.
 * @param onStep told in words what is being done
 */
export async function bootRuntime(
  source: RuntimeSource,
  onStep: (step: string) => void = () => {},
): Promise<Runtime> {
  const { runtime } = await bootInterpreter(source, { onStep });
  return runtime;
}

export interface BootedInterpreter {
  readonly runtime: Runtime;
  readonly loaded: LoadedPyodide;
  /** The files that Python imports from the archive. */
  readonly sitePackages: readonly ZipEntry[];
}

/** The same for whoever takes snapshots of it (`snapshots`). */
export async function bootInterpreter(
  source: RuntimeSource,
  {
    onStep = () => {},
    snapshots = false,
  }: { readonly onStep?: (step: string) => void; readonly snapshots?: boolean },
): Promise<BootedInterpreter> {
  onStep('Loading Python');
  const [loaded, archive] = await Promise.all([
    loadInterpreter(source, { snapshots }),
    source.sitePackages.bytes(),
  ]);
  const sitePackages = listZip(archive);
  mountLibrary(loaded.pyodide.FS, { sitePackages: { index: sitePackages, read: () => archive } });
  const runtime = createRuntime(loaded, source.limits);
  onStep('Importing Django');
  answered(runtime.call('preload', null));
  return { runtime, loaded, sitePackages };
}

/**
 * The groundwork as a snapshot holds it.
 * @throws {Error} when the snapshot isn't whole, or is of another build
 */
export async function restoreGroundwork(source: RuntimeSource, from: SnapshotSource): Promise<Groundwork> {
  const snapshot = from.snapshot();
  // All of it is needed in the end: what is asked for now comes meanwhile.
  for (const part of [snapshot, source.wasm(), source.loadModule()]) part.catch(() => undefined);
  const index = await from.index();
  const content = snapshot.then((bytes) => whole(bytes, index));
  // What fails first is what is told.
  content.catch(() => undefined);
  const runtime = await restoreRuntime(source, index, { size: index.bytes, content });
  runtime.enterProject(index.project);
  const image = runtime.saveImage(await content);
  let blank: { readonly runtime: Runtime; readonly image: Image } | null = null;

  async function load(): Promise<void> {
    const [prepared, difference] = await Promise.all([from.snapshot(), from.blank()]);
    const bytes = otherOf(prepared, difference);
    const other = await restoreRuntime(source, index, {
      size: bytes.length,
      content: Promise.resolve(bytes),
    });
    blank = { runtime: other, image: other.saveImage() };
  }

  return {
    runtime,
    base: { files: index.project, reads: index.reads, image, output: '' },
    fromNothing() {
      if (blank === null) throw new NotLoaded(load);
      blank.runtime.restoreImage(blank.image);
      return blank.runtime;
    },
  };
}

/** @throws {Error} when the snapshot isn't the one that the index is of */
function whole(snapshot: Uint8Array, { bytes }: SnapshotIndex): Uint8Array {
  if (snapshot.length === bytes) return snapshot;
  throw new Error(`The snapshot has ${snapshot.length} bytes instead of ${bytes}.`);
}

async function restoreRuntime(
  source: RuntimeSource,
  { sitePackages, stdlibBytes }: SnapshotIndex,
  snapshot: ArrivingSnapshot,
): Promise<Runtime> {
  const loaded = await loadInterpreter(source, { snapshot });
  mountLibrary(loaded.pyodide.FS, {
    stdlib: { size: stdlibBytes, read: source.stdlib.bytesNow },
    sitePackages: { index: sitePackages, read: source.sitePackages.bytesNow },
  });
  const runtime = createRuntime(loaded, source.limits);
  answered(runtime.call('restored', null));
  return runtime;
}
