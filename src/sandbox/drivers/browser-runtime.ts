import { runtimeBase, snapshotParts } from 'virtual:runtime-assets';
import type { PyodideConfig } from 'pyodide';
import type { Archive, RuntimeSource, SnapshotSource } from '../../django/boot.ts';
import { once } from '../../django/once.ts';
import {
  BLANK,
  type ByteStream,
  SNAPSHOT_INDEX,
  type SnapshotIndex,
} from '../../django/snapshot/snapshot.ts';
import { Unreachable } from '../../django/unreachable.ts';

/** What one interpreter of a page has loaded and all later ones are given: nothing is fetched or compiled twice. */
export interface SharedRuntime {
  readonly wasm: WebAssembly.Module;
  /** Null when it booted without. The content is compressed, as it came. */
  readonly snapshot: { readonly index: SnapshotIndex; readonly content: Blob } | null;
}

export interface BrowserRuntime {
  readonly source: RuntimeSource;
  readonly snapshot: SnapshotSource | string;
  /** Once everything of it is there. */
  shared(): Promise<SharedRuntime>;
}

/** An archive of no files. Where a snapshot is restored, the standard library is mounted by us. */
const EMPTY_ARCHIVE = 'data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==';

/** What an interpreter boots from in a worker of a page. */
export function browserRuntime(given: SharedRuntime | null): BrowserRuntime {
  const wasm = once(async () => given?.wasm ?? WebAssembly.compileStreaming(get('pyodide.asm.wasm')));
  const index = once(
    async () => given?.snapshot?.index ?? ((await (await get(SNAPSHOT_INDEX)).json()) as SnapshotIndex),
  );
  const stdlib = archive('python_stdlib.zip');
  const sitePackages = archive('site-packages.zip');
  let kept = given?.snapshot ? Promise.resolve(given.snapshot.content) : null;

  async function snapshot(): Promise<ByteStream> {
    if (kept !== null) return (await kept).stream();
    const twice = await Promise.all(snapshotParts.map(async (name) => bodyOf(await get(name)).tee()));
    kept = Promise.all(twice.map(([, theirs]) => new Response(theirs).blob())).then(
      (blobs) => new Blob(blobs),
    );
    return oneAfterTheOther(twice.map(([mine]) => mine));
  }

  return {
    source: {
      loadPyodide: async (config: PyodideConfig) =>
        ((await load('pyodide.mjs')) as typeof import('pyodide')).loadPyodide(config),
      async loadModule() {
        const [module] = await Promise.all([load('pyodide.asm.mjs'), load('pyodide.mjs')]);
        return (module as typeof import('pyodide/pyodide.asm.mjs')).default;
      },
      wasm,
      // Pyodide fetches its WebAssembly from here whether it is given one or not.
      indexURL: 'data:,/',
      stdLibURL: (restoring) => (restoring ? EMPTY_ARCHIVE : `${runtimeBase}python_stdlib.zip`),
      stdlib,
      sitePackages,
    },
    snapshot: withoutSnapshot() ?? { index, snapshot, blank: async () => bodyOf(await get(BLANK)) },
    async shared() {
      // What few requests need comes when all else is there, for a time without a network.
      if (given === null) void Promise.all([stdlib.bytes(), sitePackages.bytes()]).catch(() => undefined);
      return { wasm: await wasm(), snapshot: kept && { index: await index(), content: await kept } };
    },
  };
}

/** Why no snapshot can be used here; null when one can. */
function withoutSnapshot(): string | null {
  // As browser.ts names the worker.
  if (self.name === 'from scratch') return 'the address of this page asks for it';
  if (typeof DecompressionStream === 'undefined') return 'this browser has no DecompressionStream';
  return null;
}

function oneAfterTheOther(streams: readonly ByteStream[]): ByteStream {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const pipe = async (): Promise<void> => {
    for (const stream of streams) await stream.pipeTo(writable, { preventClose: true, preventAbort: true });
    await writable.close();
  };
  pipe().catch(() => writable.abort(new Unreachable('The snapshot')));
  return readable;
}

function bodyOf({ body, url }: Response): ByteStream {
  if (body === null) throw new Error(`${url} came without content`);
  return body;
}

/** @throws {Unreachable} */
async function get(name: string): Promise<Response> {
  const response = await fetch(runtimeBase + name).catch(() => {
    throw new Unreachable(name);
  });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

/** Pyodide stands beside its own files instead of in our bundle. @throws {Unreachable} */
function load(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ runtimeBase + name).catch(() => {
    throw new Unreachable(name);
  });
}

function archive(name: string): Archive {
  let bytes: Uint8Array | null = null;
  const fetched = once(async () => new Uint8Array(await (await get(name)).arrayBuffer()));
  return {
    async bytes() {
      bytes ??= await fetched();
      return bytes;
    },
    bytesNow() {
      bytes ??= getNow(name);
      return bytes;
    },
  };
}

/** Python can't wait: its call would have to come back first. Workers may ask this way, and the browser's cache answers. */
function getNow(name: string): Uint8Array {
  const request = new XMLHttpRequest();
  request.open('GET', runtimeBase + name, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${name} answered ${request.status}`);
  return new Uint8Array(request.response as ArrayBuffer);
}
