import { MiddlewareNotUsed } from '../replica/exceptions.ts';
import type { HttpRequest } from '../replica/http/request.ts';
import type { Answer, GetResponse, MiddlewareFactory, MiddlewareInstance } from '../replica/middleware.ts';
import type { Process } from '../replica/process.ts';
import {
  type Coroutine,
  isCoroutineFunction,
  type MaybeCoroutine,
  markCoroutineFunction,
  runToEnd,
} from '../replica/sync.ts';
import { mixIn } from '../replica/utils/deprecation.ts';
import { type Outcome, type Place, perform } from './perform.ts';
import type { Action, OwnLayer } from './schema.ts';
import { type LayerPlace, layerTemplate } from './template-names.ts';

/** A described layer as an entry of the replica's MIDDLEWARE. */
export function toMiddleware(layer: OwnLayer): MiddlewareFactory {
  return {
    name: layer.own,
    syncCapable: layer.mode !== 'async',
    asyncCapable: layer.mode !== 'sync',
    build(getResponse, process) {
      if (layer.unused) throw new MiddlewareNotUsed(layer.own);
      const hooks = hooksOf(layer, process);
      return layer.style === 'mixin'
        ? mixIn(layer.own, getResponse, { ...oldStyle(layer, process), ...hooks }, process)
        : { ...callOf(layer, getResponse, process), ...hooks };
    },
  };
}

type Run = (
  place: LayerPlace,
  actions: readonly Action[],
  given: Pick<Place, 'request' | 'response' | 'kwargs'>,
  isAsync: boolean,
) => Coroutine<Outcome>;

function runnerOf(layer: OwnLayer, process: Process): Run {
  return (place, actions, given, isAsync) =>
    perform(actions, { ...given, isAsync, process, template: layerTemplate(layer, place) });
}

/** `__call__` of a class, or the inner function of a function middleware. */
function callOf(layer: OwnLayer, getResponse: GetResponse, process: Process): MiddlewareInstance {
  const run = runnerOf(layer, process);
  const isAsync = layer.mode === 'async' || (layer.mode === 'both' && isCoroutineFunction(getResponse));
  if (isAsync) {
    const instance = {
      *call(request: HttpRequest): Coroutine<Answer> {
        const before = yield* run('before', layer.before, { request }, true);
        if (before !== undefined) return before;
        const response = yield* getResponse(request) as Coroutine<Answer>;
        const after = yield* run('after', layer.after, { request, response }, true);
        return after === undefined ? response : after;
      },
    };
    markCoroutineFunction(instance);
    return instance;
  }
  return {
    call(request) {
      const before = runToEnd(run('before', layer.before, { request }, false));
      if (before !== undefined) return before;
      const response = getResponse(request) as Answer;
      const after = runToEnd(run('after', layer.after, { request, response }, false));
      return after === undefined ? response : after;
    },
  };
}

/** `process_request` and `process_response`, plain functions in every mode. */
function oldStyle(
  layer: OwnLayer,
  process: Process,
): Pick<Parameters<typeof mixIn>[2], 'processRequest' | 'processResponse'> {
  const run = runnerOf(layer, process);
  return {
    ...(layer.before.length > 0 && {
      processRequest: (request: HttpRequest) =>
        runToEnd(run('before', layer.before, { request }, false)) ?? null,
    }),
    ...(layer.after.length > 0 && {
      processResponse(request: HttpRequest, response: Answer) {
        const after = runToEnd(run('after', layer.after, { request, response }, false));
        return after === undefined ? response : after;
      },
    }),
  };
}

/** The hooks of an async layer are `async def`; those of any other, and all of a mixin's, plain functions. */
function hooksOf(layer: OwnLayer, process: Process): Omit<MiddlewareInstance, 'call'> {
  const run = runnerOf(layer, process);
  const isAsync = layer.mode === 'async' && layer.style !== 'mixin';
  const inMode = <Args extends readonly unknown[]>(
    method: (...args: Args) => Coroutine<Answer>,
  ): ((...args: Args) => MaybeCoroutine<Answer>) =>
    isAsync
      ? function* (...args) {
          return yield* method(...args);
        }
      : (...args) => runToEnd(method(...args));
  const { process_view, process_exception, process_template_response } = layer;
  return {
    ...(process_view && {
      processView: inMode(function* (request: HttpRequest, _view: unknown, kwargs: Record<string, unknown>) {
        return (yield* run('process_view', process_view, { request, kwargs }, isAsync)) ?? null;
      }),
    }),
    ...(process_exception && {
      processException: inMode(function* (request: HttpRequest, _exception: unknown) {
        return (yield* run('process_exception', process_exception, { request }, isAsync)) ?? null;
      }),
    }),
    ...(process_template_response && {
      processTemplateResponse: inMode(function* (request: HttpRequest, response: Answer) {
        const place = { request, response };
        const outcome = yield* run('process_template_response', process_template_response, place, isAsync);
        return outcome === undefined ? response : outcome;
      }),
    }),
  };
}
