/**
 * Mirrors `load_middleware` of `django/core/handlers/base.py`, in what it expects of an entry of MIDDLEWARE: types
 * alone.
 */
import type { PythonException } from './exceptions.ts';
import type { HttpRequest } from './http/request.ts';
import type { HttpResponseBase } from './http/response.ts';
import type { Process } from './process.ts';
import type { MaybeCoroutine } from './sync.ts';
import type { View } from './urls/resolvers.ts';

/** What a layer gives back: a response, or None by mistake. Nothing checks it. */
export type Answer = HttpResponseBase | null;

/** The next layer as a layer knows it: plain function or coroutine function, adapted to the layer's own mode. */
export type GetResponse = (request: HttpRequest) => MaybeCoroutine<Answer>;

/** What the converters of a route made of a path. `process_view` may change it. */
export type Kwargs = Record<string, unknown>;

/** A middleware once it is built: what is called with each request, and the three hooks that the handler looks for. */
export interface MiddlewareInstance {
  readonly call: GetResponse;
  readonly processView?: (request: HttpRequest, view: View, kwargs: Kwargs) => MaybeCoroutine<Answer>;
  readonly processException?: (
    request: HttpRequest,
    exception: PythonException | Error,
  ) => MaybeCoroutine<Answer>;
  readonly processTemplateResponse?: (
    request: HttpRequest,
    response: HttpResponseBase,
  ) => MaybeCoroutine<Answer>;
}

/** An entry of MIDDLEWARE: a class, or a function that takes `get_response`, and what it says of itself. */
export interface MiddlewareFactory {
  /** The class's or the function's name. */
  readonly name: string;
  /** `sync_capable`, true unless told. */
  readonly syncCapable?: boolean;
  /** `async_capable`, false unless told. */
  readonly asyncCapable?: boolean;
  /** Null for a factory that returns None. */
  readonly build: (getResponse: GetResponse, process: Process) => MiddlewareInstance | null;
}
