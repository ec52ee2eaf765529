// Mirrors django/core/cache/backends/locmem.py: a cache in the memory of one process.
import { HttpResponse } from './http.ts';

export interface Cache {
  /** What is kept under `key`; undefined when nothing is, or not any longer. */
  get<Value>(key: string): Value | undefined;
  /** Keeps `value` for `timeout` seconds. */
  set(key: string, value: unknown, timeout: number): void;
}

export class LocMemCache implements Cache {
  readonly #entries = new Map<string, { readonly value: unknown; readonly expires: number }>();
  readonly #now: () => number;

  /** @param now the time in seconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  get<Value>(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expires <= this.#now()) return undefined;
    return copyOf(entry.value) as Value;
  }

  set(key: string, value: unknown, timeout: number): void {
    this.#entries.set(key, { value: copyOf(value), expires: this.#now() + timeout });
  }
}

/** Django pickles what it keeps: whoever changes a response that came from the cache changes a copy. */
function copyOf(value: unknown): unknown {
  if (!(value instanceof HttpResponse)) return structuredClone(value);
  return new HttpResponse(value.content, value.statusCode, { ...value.headers });
}
