/**
 * Mirrors `SyncToAsync`, `AsyncToSync`, `iscoroutinefunction` and `markcoroutinefunction` of `asgiref/sync.py`.
 *
 * Calling an `async def` in Python runs nothing: it makes a coroutine, which runs when somebody awaits it. JavaScript's
 * generators do just that, and unlike promises a synchronous function can run one to its end. So an `async def` is a
 * generator function here, `await x` is `yield* x`, and nothing ever waits.
 */
import type { Recorder } from '../trace/recorder.ts';

/** What calling a coroutine function makes. */
export type Coroutine<Value> = Generator<void, Value, void>;

/** The value, or a coroutine that ends with it. */
export type MaybeCoroutine<Value> = Value | Coroutine<Value>;

const GeneratorFunction: unknown = Object.getPrototypeOf(function* () {}).constructor;
const marked = new WeakSet<object>();

/** Declares that calling `callable` makes a coroutine: for an object, whose own type says nothing. */
export function markCoroutineFunction(callable: object): void {
  marked.add(callable);
}

export function isCoroutineFunction(callable: object): boolean {
  return callable.constructor === GeneratorFunction || marked.has(callable);
}

export function isCoroutine(value: unknown): value is Coroutine<unknown> {
  return Object.prototype.toString.call(value) === '[object Generator]';
}

/** Runs a coroutine to its end, as the event loop does when nothing in it waits. */
export function runToEnd<Value>(coroutine: Coroutine<Value>): Value {
  let step = coroutine.next();
  while (!step.done) step = coroutine.next();
  return step.value;
}

/** A coroutine function that calls `func`. Django hands such calls to a thread; here only the switch is noted. */
export function syncToAsync<Args extends readonly unknown[], Value>(
  func: (...args: Args) => Value,
  callee: string,
  recorder: Recorder,
): (...args: Args) => Coroutine<Value> {
  // biome-ignore lint/correctness/useYield: a coroutine that never waits
  return function* (...args) {
    recorder.note({ kind: 'switched', to: 'sync', callee });
    return func(...args);
  };
}

/** A plain function that runs the coroutine function `func` to its end. */
export function asyncToSync<Args extends readonly unknown[], Value>(
  func: (...args: Args) => Coroutine<Value>,
  callee: string,
  recorder: Recorder,
): (...args: Args) => Value {
  return (...args) => {
    recorder.note({ kind: 'switched', to: 'async', callee });
    return runToEnd(func(...args));
  };
}
