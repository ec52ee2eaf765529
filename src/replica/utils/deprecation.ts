/** Mirrors `MiddlewareMixin` of `django/utils/deprecation.py`. */

import { notedHook } from '../core/handlers/layers.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Answer, GetResponse, MiddlewareFactory, MiddlewareInstance } from '../middleware.ts';
import type { Process } from '../process.ts';
import {
  type Coroutine,
  isCoroutineFunction,
  type MaybeCoroutine,
  markCoroutineFunction,
  syncToAsync,
} from '../sync.ts';

/** The two methods that the handler knows nothing of; `MiddlewareMixin.__call__` calls them. */
export interface OldStyle extends Omit<MiddlewareInstance, 'call'> {
  readonly processRequest?: (request: HttpRequest) => Answer;
  readonly processResponse?: (request: HttpRequest, response: Answer) => Answer;
}

/** A class that inherits from `MiddlewareMixin`: both modes, and whichever of the methods `methods` makes. */
export function middlewareMixin(name: string, methods: (process: Process) => OldStyle): MiddlewareFactory {
  return {
    name,
    syncCapable: true,
    asyncCapable: true,
    build: (getResponse, process) => mixIn(name, getResponse, methods(process), process),
  };
}

export function mixIn(
  name: string,
  getResponse: GetResponse,
  { processRequest, processResponse, ...hooks }: OldStyle,
  { recorder }: Process,
): MiddlewareInstance {
  const asyncMode = isCoroutineFunction(getResponse);
  const onRequest = processRequest && noted(name, 'process_request', processRequest, recorder);
  const onResponse = processResponse && noted(name, 'process_response', processResponse, recorder);

  /** `__call__` */
  function call(request: HttpRequest): MaybeCoroutine<Answer> {
    if (asyncMode) return acall(request);
    let response: Answer = onRequest?.(request) ?? null;
    response ??= getResponse(request) as Answer;
    return onResponse ? onResponse(request, response) : response;
  }

  /** `__acall__`: the methods stay plain functions, so each is carried to the sync side. */
  function* acall(request: HttpRequest): Coroutine<Answer> {
    let response: Answer = null;
    if (onRequest) response = yield* syncToAsync(onRequest, `${name}.process_request`, recorder)(request);
    response ??= yield* getResponse(request) as Coroutine<Answer>;
    if (onResponse)
      return yield* syncToAsync(onResponse, `${name}.process_response`, recorder)(request, response);
    return response;
  }

  const instance = { ...hooks, call };
  if (asyncMode) markCoroutineFunction(instance);
  return instance;
}

/** Both methods are plain functions in every mode. */
function noted<Args extends readonly unknown[]>(
  ...[layer, hook, method, recorder]: Parameters<typeof notedHook<Args>>
): (...args: Args) => Answer {
  return notedHook(layer, hook, method, recorder) as (...args: Args) => Answer;
}
