// What a check runs. It builds the stack that a scene describes, with your two layers in it, sends requests through it
// one after another and writes down what happened. The judge reads only what is returned here.
import { FetchFromCacheMiddleware, UpdateCacheMiddleware } from './cache.ts';
import { type GetResponse, type HttpRequest, HttpResponse, type MiddlewareFactory } from './http.ts';
import { type Cache, LocMemCache } from './locmem.ts';
import { patchVaryHeaders } from './utils-cache.ts';

export type Layer = { readonly name: string } & (
  | { readonly does: 'update' | 'fetch' | 'pass' }
  /** Knows the user by a cookie. A page that asked for the user varies on Cookie: this layer says so on the way out. */
  | { readonly does: 'session' }
  /** Answers that address by itself. */
  | { readonly does: 'block'; readonly address: string; readonly status: number }
  /** Sets X-Stamp on the way out. */
  | { readonly does: 'stamp' }
);

export interface View {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it asks who the user is. */
  readonly personal: boolean;
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly META: Readonly<Record<string, string>>;
  /** How many seconds after the one before. */
  readonly later: number;
}

export interface Scene {
  readonly layers: readonly Layer[];
  readonly view: View;
  readonly requests: readonly Sent[];
  /** Comes and goes while the view is at work on the first request. */
  readonly meanwhile?: Sent;
}

export interface Answered {
  /** `Session in`, `view answers 200`, `Session out 200`: who ran. */
  readonly trace: readonly string[];
  readonly response: {
    readonly status: number;
    readonly content: string;
    readonly headers: Readonly<Record<string, string>>;
  } | null;
  /** What came out of the chain: `an HttpResponse`, if all is well. */
  readonly returned: string;
  /** What your layers asked of the cache. */
  readonly cache: readonly string[];
}

export interface Happened {
  /** One for each request; the one that came meanwhile is the last. */
  readonly answered: readonly Answered[];
}

interface Visit extends HttpRequest {
  user?: string;
  askedForUser?: boolean;
}

export function play(scene: Scene): Happened {
  let now = 1_000_000;
  let made = 0;
  let trace: string[] = [];
  let asked: string[] = [];
  let meanwhile: (() => void) | null = null;

  const kept = new LocMemCache(() => now);
  const cache: Cache = {
    get<Value>(key: string): Value | undefined {
      const value = kept.get<Value>(key);
      asked.push(`get ${key}: ${inWords(value)}`);
      return value;
    },
    set(key, value, timeout) {
      asked.push(`set ${key}: ${inWords(value)}, for ${timeout} s`);
      kept.set(key, value, timeout);
    },
  };

  const view = (request: Visit): HttpResponse => {
    made += 1;
    const number = made;
    meanwhile?.();
    if (scene.view.personal) request.askedForUser = true;
    trace.push(`view answers ${scene.view.status}`);
    const whose = scene.view.personal ? (request.user ?? 'nobody') : 'everybody';
    return new HttpResponse(`Page ${number}, for ${whose}`, scene.view.status, { ...scene.view.headers });
  };

  const factoryOf = (layer: Layer): MiddlewareFactory => {
    if (layer.does === 'update') return UpdateCacheMiddleware(cache);
    if (layer.does === 'fetch') return FetchFromCacheMiddleware(cache);
    return (getResponse) => (request: Visit) => {
      if (layer.does === 'block' && request.META?.['REMOTE_ADDR'] === layer.address) {
        return new HttpResponse(`${layer.name} answered`, layer.status);
      }
      const user = /user=(\w+)/.exec(request.META?.['HTTP_COOKIE'] ?? '')?.[1];
      if (layer.does === 'session' && user !== undefined) request.user = user;
      const response = getResponse(request);
      if (layer.does === 'session' && request.askedForUser) patchVaryHeaders(response, ['Cookie']);
      if (layer.does === 'stamp') response.headers['X-Stamp'] = layer.name;
      return response;
    };
  };

  /** The layer, and in the trace what it did. */
  const noted = (name: string, layer: MiddlewareFactory, inside: GetResponse): GetResponse => {
    let wentIn = false;
    const own = layer((request) => {
      wentIn = true;
      return inside(request);
    });
    if (typeof own !== 'function') throw new TypeError(`${name} returned ${kindOf(own)} instead of a layer`);
    return (request) => {
      trace.push(`${name} in`);
      wentIn = false;
      const response = own(request);
      const status = response instanceof HttpResponse ? response.statusCode : `with ${kindOf(response)}`;
      trace.push(wentIn ? `${name} out ${status}` : `${name} answers ${status} by itself`);
      // Whoever waits for this call, if a request came meanwhile, has gone in.
      wentIn = true;
      return response;
    };
  };

  let chain: GetResponse = view;
  for (const layer of scene.layers.toReversed()) chain = noted(layer.name, factoryOf(layer), chain);

  const send = ({ method, path, META, later }: Sent): Answered => {
    const outer = { trace, asked };
    trace = [];
    asked = [];
    now += later;
    const request: Visit = { method, path, META };
    const result = chain(request);
    const answered = {
      trace,
      response:
        result instanceof HttpResponse
          ? { status: result.statusCode, content: result.content, headers: { ...result.headers } }
          : null,
      returned: kindOf(result),
      cache: asked,
    };
    ({ trace, asked } = outer);
    return answered;
  };

  const late: Answered[] = [];
  if (scene.meanwhile !== undefined) {
    const other = scene.meanwhile;
    meanwhile = () => {
      meanwhile = null;
      late.push(send(other));
    };
  }
  const answered = scene.requests.map(send);
  return { answered: [...answered, ...late] };
}

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  return value instanceof HttpResponse ? `${value.statusCode} ${value.content}` : JSON.stringify(value);
}

/** A value in words: `nothing`, `a function`, `an HttpResponse`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'object';
  return `${/^[AEIOUH]/.test(name) ? 'an' : 'a'} ${name}`;
}
