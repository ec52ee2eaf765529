// What a check runs. It builds the stack that a scene describes, loads it with your `loadMiddleware`,
// sends requests through it and writes down what happened. The judge reads only what is returned here.
import {
  BadRequest,
  Http404,
  ImproperlyConfigured,
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
  | { readonly does: 'pass' | 'set-header' | 'ask-twice' }
  | { readonly does: 'not-used' | 'return-nothing' | 'return-null' | 'fail-to-load' }
  | { readonly does: 'ask-for'; readonly path: string }
  | { readonly does: 'short-circuit'; readonly status: number }
  | { readonly does: 'raise-before' | 'raise-after'; readonly exception: ExceptionName }
);

type Core = { readonly status: number } | { readonly raises: ExceptionName };

export interface Scene {
  readonly layers: readonly Layer[];
  readonly view: Core;
  /** Has the same list of factories loaded once more, around this view, before the first request is sent. */
  readonly secondView?: Core;
  /** The requests to send, one after another; with a second chain, to the first one and then to the second. */
  readonly paths: readonly string[];
}

export interface Chain {
  readonly load: {
    /** `B factory` for each call of a factory. */
    readonly trace: readonly string[];
    /** The exception that stopped the loading, and whether it is the very one that a factory threw. */
    readonly raised: {
      readonly exception: string;
      readonly message: string;
      readonly byFactory: boolean;
    } | null;
    /** What `loadMiddleware` returned: `a function`, if all is well. */
    readonly returned: string;
    /** The names in the list of factories, after it was loaded. */
    readonly list: readonly string[];
  };
  readonly requests: readonly Answered[];
}

export interface Happened extends Chain {
  readonly second: Chain | null;
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
  /** The exceptions that the scene asks for. */
  const raised = new Set<unknown>();
  /** The requests under way: the last one is what the next layer further in has to get. */
  const underWay: HttpRequest[] = [];
  const nothingReturned = scene.layers.some(
    ({ does }) => does === 'return-nothing' || does === 'return-null',
  );

  const raise = (exception: Error): never => {
    raised.add(exception);
    throw exception;
  };

  const ask = (getResponse: GetResponse, request: HttpRequest): HttpResponse => {
    underWay.push(request);
    try {
      return getResponse(request);
    } finally {
      underWay.pop();
    }
  };

  const noteRequest = (who: string, request: HttpRequest): void => {
    const sent = underWay.at(-1);
    if (sent !== undefined && request !== sent) trace.push(`${who} got ${otherRequest(request, sent)}`);
  };

  const viewOf =
    (core: Core): View =>
    (request) => {
      noteRequest('view', request);
      if ('raises' in core) {
        trace.push(`view raises ${core.raises}`);
        return raise(new exceptions[core.raises]('raised by the view'));
      }
      trace.push(`view answers ${core.status}`);
      return new HttpResponse(`The view saw ${request.method} ${request.path}`, core.status);
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
      if (layer.does === 'return-null') return null as unknown as GetResponse;
      let inside = false;
      return (request) => {
        // Inside a layer there are only other layers. Round and round, this would go on until the stack is full.
        if (inside) {
          trace.push(`${layer.name} in again`);
          raise(new Error(`The request came back into ${layer.name}`));
        }
        inside = true;
        try {
          return respond(layer, getResponse, request);
        } finally {
          inside = false;
        }
      };
    };
    // As if it had been declared under that name.
    return Object.defineProperty(factory, 'name', { value: layer.name });
  };

  const respond = (layer: Layer, getResponse: GetResponse, request: HttpRequest): HttpResponse => {
    trace.push(`${layer.name} in`);
    noteRequest(layer.name, request);
    if (layer.does === 'short-circuit') {
      trace.push(`${layer.name} short-circuits with ${layer.status}`);
      return new HttpResponse(`${layer.name} answered`, layer.status);
    }
    if (layer.does === 'raise-before') fails(layer.name, layer.exception);
    if (layer.does === 'ask-for') trace.push(`${layer.name} asks for ${layer.path}`);
    const passedOn = layer.does === 'ask-for' ? { method: 'GET', path: layer.path } : request;
    let response = ask(getResponse, passedOn);
    if (layer.does === 'ask-twice') {
      trace.push(`${layer.name} asks again after ${statusOf(response)}`);
      response = ask(getResponse, passedOn);
    }
    trace.push(`${layer.name} out ${statusOf(response)}`);
    if (layer.does === 'raise-after') fails(layer.name, layer.exception);
    if (layer.does === 'set-header' && response instanceof HttpResponse) {
      response.headers['X-Layer'] = layer.name;
    }
    return response;
  };

  const fails = (name: string, exception: ExceptionName): never => {
    trace.push(`${name} raises ${exception}`);
    return raise(new exceptions[exception](`raised by ${name}`));
  };

  const answer = (chain: GetResponse, path: string): Answered => {
    trace = [];
    try {
      const result = ask(chain, { method: 'GET', path });
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
      const foreseen = raised.has(exception) || nothingReturned;
      if (!(exception instanceof Error && foreseen)) throw exception;
      return { path, trace, response: null, returned: 'nothing', escaped: exception.name };
    }
  };

  const load = (factories: readonly MiddlewareFactory[], core: Core) => {
    trace = [];
    let chain: GetResponse | null = null;
    let stopped: Chain['load']['raised'] = null;
    try {
      chain = loadMiddleware(factories, viewOf(core));
    } catch (exception) {
      const byFactory = raised.has(exception);
      // The language's own complaints are shown at their line. All others were thrown on purpose.
      const foreseen = byFactory || nothingReturned || !isMistake(exception);
      if (!(exception instanceof Error && foreseen)) throw exception;
      stopped = { exception: nameOf(exception), message: exception.message, byFactory };
    }
    const list = factories.map(({ name }) => name);
    return { chain, load: { trace, raised: stopped, returned: kindOf(chain), list } };
  };

  const send = ({ chain, load: loading }: ReturnType<typeof load>): Chain => ({
    load: loading,
    requests: typeof chain === 'function' ? scene.paths.map((path) => answer(chain, path)) : [],
  });

  const factories = scene.layers.map(factoryOf);
  const first = load(factories, scene.view);
  const second = scene.secondView === undefined ? null : load(factories, scene.secondView);
  return { ...send(first), second: second && send(second) };
}

function isMistake(exception: unknown): boolean {
  return [TypeError, ReferenceError, RangeError].some((mistake) => exception instanceof mistake);
}

/** A class made out of `ImproperlyConfigured` is one, whatever it calls itself. */
function nameOf(exception: Error): string {
  return exception instanceof ImproperlyConfigured ? 'ImproperlyConfigured' : exception.name;
}

function statusOf(response: unknown): string {
  return response instanceof HttpResponse ? `${response.statusCode}` : `with ${kindOf(response)}`;
}

/** What arrived where `sent` had been passed on. */
function otherRequest(request: HttpRequest, sent: HttpRequest): string {
  if (typeof request?.path !== 'string') return `${kindOf(request)} instead of a request`;
  const same = request.method === sent.method && request.path === sent.path;
  return same ? 'a copy of the request' : `${request.method} ${request.path}`;
}

/** A value in words: `nothing`, `a function`, `an HttpResponse`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'object';
  return `${/^[AEIOUH]/.test(name) ? 'an' : 'a'} ${name}`;
}
