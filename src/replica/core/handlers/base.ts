/** Mirrors `BaseHandler` of `django/core/handlers/base.py`: the chain of layers, and the core inside it. */

import {
  AttributeError,
  exceptionPath,
  ImproperlyConfigured,
  MiddlewareNotUsed,
  PythonRuntimeError,
  ValueError,
} from '../../exceptions.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response.ts';
import type { Answer, GetResponse, Kwargs, MiddlewareInstance } from '../../middleware.ts';
import type { Process } from '../../process.ts';
import {
  asyncToSync,
  type Coroutine,
  isCoroutineFunction,
  type MaybeCoroutine,
  runToEnd,
  syncToAsync,
} from '../../sync.ts';
import { TemplateResponse } from '../../template/response.ts';
import { type ResolverMatch, resolve, type View } from '../../urls/resolvers.ts';
import { convertExceptionToResponse } from './exception.ts';
import { notedHook, notedLayer } from './layers.ts';

type ViewHook = NonNullable<MiddlewareInstance['processView']>;
type TemplateHook = NonNullable<MiddlewareInstance['processTemplateResponse']>;
type ExceptionHook = (request: HttpRequest, exception: Error) => Answer;

export class BaseHandler {
  protected readonly process: Process;
  readonly #viewMiddleware: ViewHook[] = [];
  readonly #templateResponseMiddleware: TemplateHook[] = [];
  readonly #exceptionMiddleware: ExceptionHook[] = [];
  readonly #middlewareChain: GetResponse;

  /**
   * Builds the chain, once.
   * @throws {PythonRuntimeError} for an entry that can be neither sync nor async
   * @throws {ImproperlyConfigured} for a factory that returns None
   */
  constructor(process: Process, isAsync: boolean) {
    this.process = process;
    this.#middlewareChain = this.#loadMiddleware(isAsync);
  }

  /** `load_middleware`: from the last entry to the first, each wrapping what is there already. */
  #loadMiddleware(isAsync: boolean): GetResponse {
    const { settings, recorder } = this.process;
    let handler = convertExceptionToResponse(this.#core(isAsync), null, this.process);
    let handlerIsAsync = isAsync;
    let inside = 'core';

    for (const middleware of settings.MIDDLEWARE.toReversed()) {
      const { name, syncCapable = true, asyncCapable = false } = middleware;
      if (!syncCapable && !asyncCapable) {
        throw new PythonRuntimeError(`Middleware ${name} must be sync_capable, async_capable, or both.`);
      }
      // The neighbour inside decides; what it calls is adapted only if this layer can't follow.
      const isAsyncLayer = !handlerIsAsync && syncCapable ? false : asyncCapable;
      const adapted = this.#adaptMethodMode(isAsyncLayer, handler, inside, handlerIsAsync);
      let instance: MiddlewareInstance | null;
      try {
        instance = middleware.build(adapted, this.process);
      } catch (thrown) {
        if (!(thrown instanceof MiddlewareNotUsed)) throw thrown;
        recorder.note({ kind: 'layer-not-used', layer: name });
        continue;
      }
      if (instance === null) throw new ImproperlyConfigured(`Middleware factory ${name} returned None.`);
      this.#loadHooks(name, instance, isAsync);
      handler = convertExceptionToResponse(
        notedLayer(name, instance, isAsyncLayer, recorder),
        name,
        this.process,
      );
      handlerIsAsync = isAsyncLayer;
      inside = name;
      recorder.note({ kind: 'layer-built', layer: name, mode: isAsyncLayer ? 'async' : 'sync' });
    }
    return this.#adaptMethodMode(isAsync, handler, inside, handlerIsAsync);
  }

  #core(isAsync: boolean): GetResponse {
    const getResponse = (request: HttpRequest): Coroutine<Answer> => this.#getResponse(request, isAsync);
    if (!isAsync) return (request) => runToEnd(getResponse(request));
    return function* (request) {
      return yield* getResponse(request);
    };
  }

  /** `process_view` runs in the list's order, the other two against it: they are built from the last layer on. */
  #loadHooks(name: string, instance: MiddlewareInstance, isAsync: boolean): void {
    const { recorder } = this.process;
    const { processView, processTemplateResponse, processException } = instance;
    if (processView) {
      const hook = notedHook(name, 'process_view', processView, recorder);
      this.#viewMiddleware.unshift(this.#adaptMethodMode(isAsync, hook, `${name}.process_view`));
    }
    if (processTemplateResponse) {
      const hook = notedHook(name, 'process_template_response', processTemplateResponse, recorder);
      this.#templateResponseMiddleware.push(
        this.#adaptMethodMode(isAsync, hook, `${name}.process_template_response`),
      );
    }
    if (processException) {
      const hook = notedHook(name, 'process_exception', processException, recorder);
      // Always on the sync side, under both handlers.
      this.#exceptionMiddleware.push(
        this.#adaptMethodMode(false, hook, `${name}.process_exception`) as ExceptionHook,
      );
    }
  }

  /** `adapt_method_mode`: leaves `method` alone where it already is what `isAsync` asks for. */
  #adaptMethodMode<Args extends readonly unknown[], Value>(
    isAsync: boolean,
    method: (...args: Args) => MaybeCoroutine<Value>,
    callee: string,
    methodIsAsync = isCoroutineFunction(method),
  ): (...args: Args) => MaybeCoroutine<Value> {
    const { recorder } = this.process;
    if (isAsync && !methodIsAsync) return syncToAsync(method as (...args: Args) => Value, callee, recorder);
    if (!isAsync && methodIsAsync)
      return asyncToSync(method as (...args: Args) => Coroutine<Value>, callee, recorder);
    return method;
  }

  /** `get_response`: what the outermost layer gives must be a response, but only the next line notices. */
  protected getResponse(request: HttpRequest): HttpResponseBase {
    return closesRequest(this.#middlewareChain(request) as Answer, request);
  }

  /** `get_response_async` */
  protected *getResponseAsync(request: HttpRequest): Coroutine<HttpResponseBase> {
    const answer = yield* this.#middlewareChain(request) as Coroutine<Answer>;
    const response = closesRequest(answer, request);
    if (response.statusCode >= 400) yield* syncToAsync(() => {}, 'log_response', this.process.recorder)();
    return response;
  }

  /**
   * `_get_response` and `_get_response_async`, which differ only in what must be adapted: the core. Resolve, the
   * `process_view` hooks, the view, the `process_template_response` hooks, render.
   */
  *#getResponse(request: HttpRequest, isAsync: boolean): Coroutine<Answer> {
    this.process.recorder.coreEntered();
    const { func, kwargs } = this.#resolveRequest(request);
    let response: Answer = null;
    for (const processView of this.#viewMiddleware) {
      response = yield* awaited(processView(request, func, kwargs));
      if (response) break;
    }
    if (response === null) {
      try {
        response = yield* this.#callView(func, request, kwargs, isAsync);
      } catch (exception) {
        response = yield* this.#processExceptionByMiddleware(exception, request, isAsync);
      }
    }
    checkResponse(response, `The view ${func.path}`);
    if (!(response instanceof TemplateResponse)) return response;

    let unrendered: Answer = response;
    for (const processTemplateResponse of this.#templateResponseMiddleware) {
      unrendered = yield* awaited(processTemplateResponse(request, unrendered as HttpResponseBase));
      checkResponse(unrendered, 'A process_template_response');
    }
    try {
      return yield* this.#render(unrendered, isAsync);
    } catch (exception) {
      return yield* this.#processExceptionByMiddleware(exception, request, isAsync);
    }
  }

  /** `resolve_request` */
  #resolveRequest(request: HttpRequest): ResolverMatch {
    const { settings, recorder } = this.process;
    try {
      const match = resolve(request.pathInfo, settings.ROOT_URLCONF);
      request.resolverMatch = match;
      const kwargs = Object.fromEntries(
        Object.entries(match.kwargs).map(([name, value]) => [name, String(value)]),
      );
      recorder.note({
        kind: 'url-resolved',
        path: request.pathInfo,
        route: match.route,
        view: match.func.path,
        kwargs,
      });
      return match;
    } catch (thrown) {
      recorder.note({ kind: 'url-not-resolved', path: request.pathInfo });
      throw thrown;
    }
  }

  *#callView(view: View, request: HttpRequest, kwargs: Kwargs, isAsync: boolean): Coroutine<Answer> {
    const { recorder } = this.process;
    const viewIsAsync = isCoroutineFunction(view);
    if (viewIsAsync !== isAsync)
      recorder.note({ kind: 'switched', to: viewIsAsync ? 'async' : 'sync', callee: view.path });
    recorder.note({ kind: 'view-called', view: view.path });
    try {
      const response = yield* awaited(view(request, kwargs));
      recorder.note({ kind: 'view-returned', view: view.path, ...recorder.returned(response) });
      return response;
    } catch (thrown) {
      recorder.note({ kind: 'view-raised', view: view.path, exception: exceptionPath(thrown), at: null });
      throw thrown;
    }
  }

  *#render(response: Answer, isAsync: boolean): Coroutine<Answer> {
    if (!(response instanceof TemplateResponse)) throw new AttributeError('no render()');
    if (!isAsync) return response.render();
    return yield* syncToAsync(
      () => response.render(),
      'SimpleTemplateResponse.render',
      this.process.recorder,
    )();
  }

  /** `process_exception_by_middleware`; raises the exception again when no hook has an answer. */
  *#processExceptionByMiddleware(
    exception: unknown,
    request: HttpRequest,
    isAsync: boolean,
  ): Coroutine<Answer> {
    const ask = (): Answer => {
      for (const processException of this.#exceptionMiddleware) {
        const response = processException(request, exception as Error);
        if (response) return response;
      }
      return null;
    };
    const callee = 'BaseHandler.process_exception_by_middleware';
    const response = isAsync ? yield* syncToAsync(ask, callee, this.process.recorder)() : ask();
    if (response === null) throw exception;
    return response;
  }
}

/** `await`, for what may be a coroutine already or a plain value. */
function* awaited(value: MaybeCoroutine<Answer>): Coroutine<Answer> {
  return isGenerator(value) ? yield* value : value;
}

function isGenerator(value: MaybeCoroutine<Answer>): value is Coroutine<Answer> {
  return value !== null && typeof (value as { next?: unknown }).next === 'function';
}

/** `check_response`: a view that returns None is told so; a layer that does, never. */
function checkResponse(response: Answer, name: string): void {
  if (response === null) throw new ValueError(`${name} didn't return an HttpResponse object.`);
}

function closesRequest(answer: Answer, request: HttpRequest): HttpResponseBase {
  if (answer === null) throw new AttributeError("'NoneType' object has no attribute '_resource_closers'");
  answer.resourceClosers.push(() => request.close());
  return answer;
}
