// What a check runs. It builds the stack that a scene describes, loads it with your `loadMiddleware`,
// sends requests through it and writes down what happened. The judge reads only what is returned here.
import {
  BadRequest,
  Http404,
  MiddlewareNotUsed,
  PermissionDenied,
  SuspiciousOperation,
} from './exceptions.ts';
import {
  type GetResponse,
  type HttpRequest,
  HttpResponse,
  type MiddlewareFactory,
  type View,
} from './http.ts';
import { loadMiddleware } from './onion.ts';

const exceptions = { BadRequest, Error, Http404, PermissionDenied, SuspiciousOperation };
type ExceptionName = keyof typeof exceptions;

/** A layer and what it does with a request, or already when its factory is called. */
export type Layer = { readonly name: string } & (
  | { readonly does: 'pass' | 'set-header' | 'not-used' | 'return-nothing' | 'fail-to-load' }
  | { readonly does: 'short-circuit'; readonly status: number }
  | { readonly does: 'raise-before' | 'raise-after'; readonly exception: ExceptionName }
);

export interface Scene {
  readonly layers: readonly Layer[];
  readonly view: { readonly status: number } | { readonly raises: ExceptionName };
  /** The requests to send, one after another. */
  readonly paths: readonly string[];
}

export interface Happened {
  readonly load: {
    /** `B factory` for each call of a factory. */
    readonly trace: readonly string[];
    readonly raised: { readonly exception: string; readonly message: string } | null;
    /** What `loadMiddleware` returned: `a function`, if all is well. */
    readonly returned: string;
  };
  readonly requests: readonly Answered[];
}

export interface Answered {
  readonly path: string;
  /** `A in`, `view answers 200`, `A out 200`: where the request and its response went. */
  readonly trace: readonly string[];
  readonly response: {
    readonly status: number;
    readonly content: string;
    readonly layerHeader: string | null;
  } | null;
  /** What came out of the chain: `an HttpResponse`, if all is well. */
  readonly returned: string;
  /** The exception that came out of the chain instead. */
  readonly escaped: string | null;
}

export function play(scene: Scene): Happened {
  let trace: string[] = [];
  const raised = new Set<unknown>();
  /** Whether the scene provoked `exception`. Any other is a mistake in the code, and shown at its line. */
  const foreseen = (exception: unknown): exception is Error =>
    raised.has(exception) ||
    (exception instanceof Error && scene.layers.some(({ does }) => does === 'return-nothing'));

  const raise = (exception: Error): never => {
    raised.add(exception);
    throw exception;
  };

  const view: View = (request) => {
    if ('raises' in scene.view) {
      trace.push(`view raises ${scene.view.raises}`);
      return raise(new exceptions[scene.view.raises]('raised by the view'));
    }
    trace.push(`view answers ${scene.view.status}`);
    return new HttpResponse(`The view saw ${request.method} ${request.path}`, scene.view.status);
  };

  const factoryOf = (layer: Layer): MiddlewareFactory => {
    const factory = (getResponse: GetResponse): GetResponse => {
      trace.push(`${layer.name} factory`);
      if (typeof getResponse !== 'function') {
        throw new TypeError(`The factory of ${layer.name} got ${kindOf(getResponse)} instead of getResponse`);
      }
      if (layer.does === 'not-used') raise(new MiddlewareNotUsed());
      if (layer.does === 'fail-to-load') raise(new Error(`${layer.name} found no connection`));
      if (layer.does === 'return-nothing') return undefined as unknown as GetResponse;
      return (request) => respond(layer, getResponse, request);
    };
    // As if it had been declared under that name.
    return Object.defineProperty(factory, 'name', { value: layer.name });
  };

  const respond = (layer: Layer, getResponse: GetResponse, request: HttpRequest): HttpResponse => {
    trace.push(`${layer.name} in`);
    if (layer.does === 'short-circuit') {
      trace.push(`${layer.name} short-circuits with ${layer.status}`);
      return new HttpResponse(`${layer.name} answered`, layer.status);
    }
    if (layer.does === 'raise-before') fails(layer.name, layer.exception);
    const response = getResponse(request);
    const answered = response instanceof HttpResponse;
    trace.push(`${layer.name} out ${answered ? response.statusCode : `with ${kindOf(response)}`}`);
    if (layer.does === 'raise-after') fails(layer.name, layer.exception);
    if (layer.does === 'set-header' && answered) response.headers['X-Layer'] = layer.name;
    return response;
  };

  const fails = (name: string, exception: ExceptionName): never => {
    trace.push(`${name} raises ${exception}`);
    return raise(new exceptions[exception](`raised by ${name}`));
  };

  const answer = (chain: GetResponse, path: string): Answered => {
    trace = [];
    try {
      const result = chain({ method: 'GET', path });
      const response =
        result instanceof HttpResponse
          ? {
              status: result.statusCode,
              content: result.content,
              layerHeader: result.headers['X-Layer'] ?? null,
            }
          : null;
      return { path, trace, response, returned: kindOf(result), escaped: null };
    } catch (exception) {
      if (!foreseen(exception)) throw exception;
      return { path, trace, response: null, returned: 'nothing', escaped: exception.name };
    }
  };

  let chain: GetResponse;
  try {
    chain = loadMiddleware(scene.layers.map(factoryOf), view);
  } catch (exception) {
    if (!foreseen(exception)) throw exception;
    const { name, message } = exception;
    return { load: { trace, raised: { exception: name, message }, returned: 'nothing' }, requests: [] };
  }
  const load = { trace, raised: null, returned: kindOf(chain) };
  const requests = typeof chain === 'function' ? scene.paths.map((path) => answer(chain, path)) : [];
  return { load, requests };
}

/** A value in words: `nothing`, `a function`, `an HttpResponse`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'object';
  return `${/^[AEIOUH]/.test(name) ? 'an' : 'a'} ${name}`;
}
