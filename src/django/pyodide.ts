import type { PyodideAPI, PyodideConfig } from 'pyodide';

type CreateModule = NonNullable<PyodideConfig['createPyodideModule']>;
type Settings = Parameters<CreateModule>[0];

/** Pyodide's own parts. It fetches none of them itself: what a page has loaded once serves every interpreter. */
export interface PyodideSource {
  loadPyodide(config: PyodideConfig): Promise<PyodideAPI>;
  /** What `pyodide.asm.mjs` exports. */
  loadModule(): Promise<CreateModule>;
  /** `pyodide.asm.wasm`, compiled. */
  wasm(): Promise<WebAssembly.Module>;
  /** A folder, with a slash at its end, where Pyodide looks for the above and doesn't use what it finds. */
  readonly indexURL: string;
  /** The standard library; on a snapshot it is mounted by us, and this may be an empty archive. */
  stdLibURL(restoring: boolean): string;
}

/** A snapshot that may still be arriving: what comes before it is read doesn't wait. */
export interface ArrivingSnapshot {
  /** In bytes. */
  readonly size: number;
  readonly content: Promise<Uint8Array>;
}

export interface LoadedPyodide {
  readonly pyodide: PyodideAPI;
  /** How much memory was asked for beyond the limit, and refused, since the last call, in bytes; null for none. */
  takeRefusal(): number | null;
}

/** As `pyodide-lock.json` says. No package comes from there: ours are in one archive. */
export const LOCK = {
  info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2' },
  packages: {},
} as const;

/** What an interpreter may use, in bytes. Phones end a page that takes much more. */
export const MEMORY_LIMIT = 512 * 2 ** 20;

const WASM_PAGE = 2 ** 16;

/** What Python believes to be run as. Else it would be told what program loads it, and a snapshot would tell everybody. */
const PYTHON = '/usr/bin/python3';

/**
 * Loads Pyodide: from nothing, or with the memory of a snapshot in the place of what its start would do.
 * @throws {Error} when the snapshot is of another build of Pyodide
 */
export async function loadInterpreter(
  source: PyodideSource,
  {
    snapshot,
    snapshots = false,
  }: { readonly snapshot?: ArrivingSnapshot; readonly snapshots?: boolean } = {},
): Promise<LoadedPyodide> {
  let refused: number | null = null;
  const refuse = (bytes: number): void => {
    refused = bytes;
  };
  const create = await source.loadModule();
  const pyodide = await source.loadPyodide({
    indexURL: source.indexURL,
    stdLibURL: source.stdLibURL(snapshot !== undefined),
    lockFileContents: LOCK as unknown as NonNullable<PyodideConfig['lockFileContents']>,
    // Learner code gets no way into the JavaScript around it: practice stays practice.
    jsglobals: Object.create(null),
    env: {
      HOME: '/home/pyodide',
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONHASHSEED: '0',
      _: PYTHON,
    },
    _sysExecutable: PYTHON,
    _makeSnapshot: snapshots,
    ...(snapshot && { _loadSnapshot: NOT_YET }),
    async createPyodideModule(settings) {
      const { promise: failed, reject } = Promise.withResolvers<never>();
      const instantiateWasm = instantiate(source.wasm(), snapshot?.size ?? 0, refuse, reject);
      // Pyodide reads its settings object again later: a copy would lose what it adds.
      const module = await Promise.race([create(Object.assign(settings, { instantiateWasm })), failed]);
      if (snapshot !== undefined) handOver(module, await snapshot.content);
      return module;
    },
  });
  return {
    pyodide,
    takeRefusal() {
      const bytes = refused;
      refused = null;
      return bytes;
    },
  };
}

/**
 * @param arriving compiled; Emscripten has much to do before it needs it
 * @param room what the memory must hold from its start, in bytes
 * @param fail told why there is no instance: Emscripten would wait for it forever
 */
function instantiate(
  arriving: Promise<WebAssembly.Module>,
  room: number,
  refuse: (bytes: number) => void,
  fail: (error: unknown) => void,
): NonNullable<Settings['instantiateWasm']> {
  return (imports, done) => {
    const env = imports['env'] as Record<string, unknown>;
    provideErrorMarker(env);
    limitMemory(env, refuse);
    const start = async (): Promise<void> => {
      const wasm = await arriving;
      const instance = await WebAssembly.instantiate(wasm, imports);
      // Pyodide 314.0.7 ignores INITIAL_MEMORY and copies a snapshot that doesn't fit (pyodide#6254).
      const memory = instance.exports['memory'] as WebAssembly.Memory;
      const missing = room - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / WASM_PAGE));
      done(instance, wasm);
    };
    start().catch(fail);
    return {};
  };
}

/** Pyodide takes a snapshot at its start, and reads it at its end. */
const NOT_YET = new Uint8Array();

/** What Pyodide calls when the module is up (`bootstrapPyodide`, pyodide.mjs). */
interface Restoring {
  readonly API: { restoreSnapshot(snapshot: Uint8Array): unknown };
}

function handOver(module: unknown, content: Uint8Array): void {
  const { API } = module as Restoring;
  const restore = API.restoreSnapshot.bind(API);
  API.restoreSnapshot = () => restore(content);
}

/** What stands for "this call failed" between JavaScript and Python, as Pyodide makes it where it has no better one. */
function provideErrorMarker(env: Record<string, unknown>): void {
  const marker = Symbol('error marker');
  env['Jsv_GetError_import'] = () => marker;
  env['JsvError_Check'] = (value: unknown) => value === marker;
}

/** A refused growth is a failed `malloc`, and so a MemoryError. */
function limitMemory(env: Record<string, unknown>, refuse: (bytes: number) => void): void {
  const resize = env['emscripten_resize_heap'] as (bytes: number) => number;
  env['emscripten_resize_heap'] = (bytes: number) => {
    if (bytes >>> 0 <= MEMORY_LIMIT) return resize(bytes);
    refuse(bytes >>> 0);
    return 0;
  };
}
