import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { bootInterpreter, type RuntimeSource } from '../boot.ts';
import { sha256 } from '../cache.ts';
import type { Exchange, HttpRequest } from '../exchange.ts';
import { answered, type Files, prepare } from '../groundwork.ts';
import type { Runtime } from '../runtime.ts';
import { differenceOf, PART_BYTES, type SnapshotIndex } from './snapshot.ts';

/** What goes to visitors. */
export interface MadeSnapshot {
  readonly index: SnapshotIndex;
  /** Compressed, in parts. */
  readonly snapshot: readonly Uint8Array[];
  /** Compressed. */
  readonly blank: Uint8Array;
}

/** Pages of the base project whose making loads what Django loads late: modules, and regular expressions. */
const VISITS = ['/books/', '/books/1/', '/authors/1/', '/login/', '/orders/', '/books', '/no-such-page/'];

/** Whom shop/seed.py makes. */
const CUSTOMER = { username: 'maya', password: 'maya' } as const;

/**
 * Boots an interpreter, prepares the base project and takes snapshots of its memory before and after: 5 to 10 s.
 * @throws {PythonFailure} when the base project is broken
 */
export async function makeSnapshot(source: RuntimeSource, project: Files): Promise<MadeSnapshot> {
  const late = await loadedLate(source, project);
  const { runtime, takeSnapshot, index } = await bootForSnapshots(source);
  answered(runtime.call('settle', { modules: [], patterns: late.patterns }));
  const blank = takeSnapshot();
  const { reads } = prepare(runtime, project);
  answered(runtime.call('settle', late));
  const snapshot = takeSnapshot();
  const [compressed, difference] = await Promise.all([
    compress(snapshot),
    compress(differenceOf(snapshot, blank)),
  ]);
  const parts = cut(compressed);
  return {
    index: {
      ...index,
      bytes: snapshot.length,
      digest: sha256(snapshot),
      parts: parts.length,
      project,
      reads,
    },
    snapshot: parts,
    blank: difference,
  };
}

/** What an interpreter has loaded: `Loaded` of inside_out/settle.py. */
interface Loaded {
  readonly modules: readonly string[];
  readonly patterns: unknown;
}

/** In an interpreter of its own, whose memory nobody keeps. */
async function loadedLate(source: RuntimeSource, project: Files): Promise<Loaded> {
  const { runtime } = await bootForSnapshots(source);
  prepare(runtime, project);
  answered(runtime.call('serve', null));
  for (const server of ['wsgi', 'asgi'] as const) visit(runtime, server);
  return answered(runtime.call('loaded', null)) as Loaded;
}

/** Looks at everything, then logs in and looks at the orders. */
function visit(runtime: Runtime, server: 'wsgi' | 'asgi'): void {
  const cookies: Record<string, string> = {};
  const send = (method: string, path: string, rest: Partial<HttpRequest> = {}): void => {
    const answer = answered(runtime.call('request', { method, path, server, cookies, ...rest }));
    const { response } = answer as Pick<Exchange, 'response'>;
    for (const [name, value] of response?.headers ?? []) {
      const [, key, content] = /^\s*([^=]+)=([^;]*)/.exec(value) ?? [];
      if (name === 'Set-Cookie' && key !== undefined && content !== undefined) cookies[key] = content;
    }
  };
  for (const path of VISITS) send('GET', path);
  const form = { ...CUSTOMER, csrfmiddlewaretoken: cookies['csrftoken'] ?? '' };
  send('POST', '/login/', {
    body: new URLSearchParams(form).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  send('GET', '/orders/');
  if (cookies['sessionid'] === undefined)
    throw new Error('shop/seed.py has another customer than this logs in.');
}

async function bootForSnapshots(source: RuntimeSource) {
  const [{ runtime, loaded, sitePackages }, stdlib] = await Promise.all([
    bootInterpreter(source, { snapshots: true }),
    source.stdlib.bytes(),
  ]);
  return {
    runtime,
    index: { sitePackages, stdlibBytes: stdlib.length },
    takeSnapshot: () => (loaded.pyodide as unknown as Snapshotting).makeMemorySnapshot(),
  };
}

/** `makeMemorySnapshot` isn't public: the exact version of Pyodide is pinned, and a start without it is tested too. */
interface Snapshotting {
  makeMemorySnapshot(): Uint8Array;
}

function cut(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: count }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}

async function compress(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });
}
