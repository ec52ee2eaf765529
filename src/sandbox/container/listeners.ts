import type { Unsubscribe } from './api.ts';

/** Those who want to be told something. */
export interface Listeners<Value> {
  tell(value: Value): void;
  add(listener: (value: Value) => void): Unsubscribe;
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    tell(value) {
      for (const listener of listeners) listener(value);
    },
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
