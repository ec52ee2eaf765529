// Stands for `response.cookies` and `response.set_cookie` of django/http/response.py.
import type { HttpResponse } from './http.ts';

export interface CookieOptions {
  readonly path?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
}

/** One cookie that a response sets: `Morsel` of Python's http.cookies. */
export class Morsel {
  readonly key: string;
  readonly value: string;
  readonly #options: CookieOptions;

  constructor(key: string, value: string, options: CookieOptions) {
    this.key = key;
    this.value = value;
    this.#options = options;
  }

  /** The value of its Set-Cookie header: `theme=dark; HttpOnly; Path=/`. */
  outputString(): string {
    const { path = '/', httpOnly = false, secure = false } = this.#options;
    return [
      `${this.key}=${this.value}`,
      ...(httpOnly ? ['HttpOnly'] : []),
      `Path=${path}`,
      ...(secure ? ['Secure'] : []),
    ].join('; ');
  }
}

const cookies = new WeakMap<HttpResponse, Map<string, Morsel>>();

/** Sets a cookie on the response. It is no header yet: a later call with the same key takes its place. */
export function setCookie(
  response: HttpResponse,
  key: string,
  value: string,
  options: CookieOptions = {},
): void {
  const jar = cookies.get(response) ?? new Map<string, Morsel>();
  cookies.set(response, jar.set(key, new Morsel(key, value, options)));
}

/** The cookies that the response sets, in the order in which they were first set: `response.cookies.values()`. */
export function cookiesOf(response: HttpResponse): Morsel[] {
  return [...(cookies.get(response)?.values() ?? [])];
}
