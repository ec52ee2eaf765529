import { runtimeBase, snapshotBytes, snapshotParts } from 'virtual:runtime-assets';
import type { PyodideConfig } from 'pyodide';
import type { Archive } from '../../django/boot.ts';
import { once } from '../../django/once.ts';
import { BLANK, SNAPSHOT_INDEX, type SnapshotIndex } from '../../django/snapshot/snapshot.ts';
import { Unreachable } from '../../django/unreachable.ts';
import type { DjangoPlatform } from '../interpreter/serve-django.ts';
import { inflateBeside, keepBeside } from './browser-inflate.ts';
import { readKeptSnapshot } from './kept-snapshot.ts';
import { fetchRuntimeFile } from './runtime-file.ts';

/** What one interpreter of a page has loaded and all later ones are given: nothing is fetched or compiled twice. */
export interface SharedRuntime {
  readonly wasm: WebAssembly.Module;
  /** Null when it booted without. */
  readonly snapshot: { readonly index: SnapshotIndex; readonly compressed: Blob | null } | null;
}

/** An archive of no files. Where a snapshot is restored, the standard library is mounted by us. */
const EMPTY_ARCHIVE = 'data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==';

/** What an interpreter boots from in a worker of a page. */
export function browserRuntime(given: SharedRuntime | null): DjangoPlatform {
  const wasm = once(
    async () => given?.wasm ?? WebAssembly.compileStreaming(fetchRuntimeFile('pyodide.asm.wasm')),
  );
  const index = once(
    async () =>
      given?.snapshot?.index ?? ((await (await fetchRuntimeFile(SNAPSHOT_INDEX)).json()) as SnapshotIndex),
  );
  const stdlib = archive('python_stdlib.zip');
  const sitePackages = archive('site-packages.zip');
  /** Null when it came from this browser's storage, where later rooms find it too. */
  let compressed = given?.snapshot?.compressed ?? null;

  async function snapshot(): Promise<Uint8Array> {
    const kept = await readKeptSnapshot();
    if (kept !== null) return kept;
    const inflated = await inflateBeside({ content: compressed ?? snapshotParts, bytes: snapshotBytes });
    compressed = inflated.compressed;
    return inflated.bytes;
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
    snapshot: withoutSnapshot() ?? {
      index,
      snapshot,
      blank: async () => (await inflateBeside({ content: [BLANK], bytes: null })).bytes,
    },
    async shared(booted) {
      // What few requests need comes when all else is there, for a time without a network.
      if (given === null) void Promise.all([stdlib.bytes(), sitePackages.bytes()]).catch(() => undefined);
      const snapshot = booted === 'snapshot' ? { index: await index(), compressed } : null;
      return { wasm: await wasm(), snapshot };
    },
    async settle() {
      if (given === null && compressed !== null) await keepBeside(compressed);
    },
  };
}

/** Why no snapshot can be used here; null when one can. */
function withoutSnapshot(): string | null {
  // As browser.ts names the worker.
  if (self.name === 'from scratch') return 'the address of this page asks for it';
  if (typeof DecompressionStream === 'undefined') return 'this browser has no DecompressionStream';
  if (typeof Worker === 'undefined') return 'in this browser a worker can’t open another';
  return null;
}

/** Pyodide stands beside its own files instead of in our bundle. @throws {Unreachable} */
function load(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ runtimeBase + name).catch(() => {
    throw new Unreachable(name);
  });
}

function archive(name: string): Archive {
  let bytes: Uint8Array | null = null;
  const fetched = once(async () => new Uint8Array(await (await fetchRuntimeFile(name)).arrayBuffer()));
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
