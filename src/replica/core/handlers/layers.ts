/**
 * Mirrors `load_middleware` of `django/core/handlers/base.py`, in what it keeps of a layer: its call, and its hooks.
 * Both are noted here.
 */
import type { Hook } from '../../../trace/events.ts';
import type { Recorder } from '../../../trace/recorder.ts';
import { exceptionPath } from '../../exceptions.ts';
import type { Answer, GetResponse, MiddlewareInstance } from '../../middleware.ts';
import { type Coroutine, isCoroutineFunction, type MaybeCoroutine } from '../../sync.ts';

/** The layer's `__call__`, of the same mode. */
export function notedLayer(
  layer: string,
  instance: MiddlewareInstance,
  isAsync: boolean,
  recorder: Recorder,
): GetResponse {
  const left = (response: Answer): Answer => {
    recorder.layerLeft(layer, response);
    return response;
  };
  const raised = (thrown: unknown): never => {
    recorder.layerRaised(layer, exceptionPath(thrown));
    throw thrown;
  };
  if (isAsync) {
    return function* (request) {
      recorder.layerEntered(layer);
      try {
        return left(yield* instance.call(request) as Coroutine<Answer>);
      } catch (thrown) {
        return raised(thrown);
      }
    };
  }
  return (request) => {
    recorder.layerEntered(layer);
    try {
      return left(instance.call(request) as Answer);
    } catch (thrown) {
      return raised(thrown);
    }
  };
}

/** A hook of the same mode. */
export function notedHook<Args extends readonly unknown[]>(
  layer: string,
  hook: Hook,
  method: (...args: Args) => MaybeCoroutine<Answer>,
  recorder: Recorder,
): (...args: Args) => MaybeCoroutine<Answer> {
  const returned = (answer: Answer): Answer => {
    recorder.hookReturned(layer, hook, answer);
    return answer;
  };
  const raised = (thrown: unknown): never => {
    recorder.note({ kind: 'hook-raised', layer, hook, exception: exceptionPath(thrown), at: null });
    throw thrown;
  };
  if (isCoroutineFunction(method)) {
    return function* (...args) {
      recorder.note({ kind: 'hook-called', layer, hook });
      try {
        return returned(yield* method(...args) as Coroutine<Answer>);
      } catch (thrown) {
        return raised(thrown);
      }
    };
  }
  return (...args) => {
    recorder.note({ kind: 'hook-called', layer, hook });
    try {
      return returned(method(...args) as Answer);
    } catch (thrown) {
      return raised(thrown);
    }
  };
}
