/**
 * Mirrors `HttpResponseBase`, `HttpResponse`, `StreamingHttpResponse` and `ResponseHeaders` of
 * `django/http/response.py`.
 */

import type { Recorder } from '../../trace/recorder.ts';
import { AttributeError, type PythonException } from '../exceptions.ts';
import type { Process } from '../process.ts';
import { asyncToSync, type Coroutine, syncToAsync } from '../sync.ts';
import { type CookieOptions, cookieOutput, httpDate, type Morsel } from './cookie.ts';

const encoder = new TextEncoder();

/** Length in bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** `ResponseHeaders`: case-insensitive to look up, sent as last written, in the order of first writing. */
export class ResponseHeaders {
  #store = new Map<string, readonly [name: string, value: string]>();

  get(name: string): string | null {
    return this.#store.get(name.toLowerCase())?.[1] ?? null;
  }

  has(name: string): boolean {
    return this.#store.has(name.toLowerCase());
  }

  set(name: string, value: string): void {
    this.#store.set(name.toLowerCase(), [name, value]);
  }

  setDefault(name: string, value: string): void {
    if (!this.has(name)) this.set(name, value);
  }

  delete(name: string): void {
    this.#store.delete(name.toLowerCase());
  }

  items(): IterableIterator<readonly [name: string, value: string]> {
    return this.#store.values();
  }
}

/** `HttpResponseBase` */
export abstract class HttpResponseBase {
  abstract readonly streaming: boolean;
  readonly headers = new ResponseHeaders();
  readonly cookies = new Map<string, Morsel>();
  readonly resourceClosers: (() => void)[] = [];
  readonly statusCode: number;
  closed = false;

  constructor(status = 200, contentType = 'text/html; charset=utf-8') {
    this.statusCode = status;
    this.headers.set('Content-Type', contentType);
  }

  /** `set_cookie`: with a `max_age`, `expires` is set too, for old browsers. */
  setCookie(name: string, value: string, options: CookieOptions = {}): void {
    const { maxAge = null } = options;
    const expires = maxAge === null ? null : httpDate(Date.now() + maxAge * 1000);
    this.cookies.set(name, { path: '/', ...options, value, expires });
  }

  /** `delete_cookie`: an empty cookie that expired in 1970. */
  deleteCookie(name: string, { path = '/', samesite = null }: CookieOptions = {}): void {
    this.cookies.set(name, { value: '', maxAge: 0, expires: httpDate(0), path, samesite });
  }

  /** What a server sends as headers: those of the response, then a `Set-Cookie` for each cookie. */
  sentHeaders(): (readonly [name: string, value: string])[] {
    const cookies = [...this.cookies].map(
      ([name, morsel]) => ['Set-Cookie', cookieOutput(name, morsel)] as const,
    );
    return [...this.headers.items(), ...cookies];
  }

  /** For the trace: every header's value, the cookies by name alone. */
  headersAndCookieNames(): ReadonlyMap<string, string> {
    const all = new Map(this.headers.items());
    if (this.cookies.size > 0) all.set('Set-Cookie', [...this.cookies.keys()].join(', '));
    return all;
  }

  /** The server calls this when everything is sent (PEP 3333): `request_finished` comes from here. */
  close({ recorder, signals }: Process): void {
    recorder.note({ kind: 'response-closed' });
    for (const closer of this.resourceClosers.splice(0)) closer();
    this.closed = true;
    signals.requestFinished.send();
  }
}

/** `HttpResponse`: a body that is there. */
export class HttpResponse extends HttpResponseBase {
  readonly streaming = false;
  #content: string;

  constructor(content = '', status = 200, contentType?: string) {
    super(status, contentType);
    this.#content = content;
  }

  get content(): string {
    return this.#content;
  }

  set content(content: string) {
    this.#content = content;
  }
}

/** `HttpResponseRedirect`, and `HttpResponsePermanentRedirect` with status 301. */
export class HttpResponseRedirect extends HttpResponse {
  constructor(location: string, status: 301 | 302 = 302) {
    super('', status);
    this.headers.set('Location', location);
  }
}

/** `StreamingHttpResponse`: a body that is made while it is sent, and has no `content`. */
export class StreamingHttpResponse extends HttpResponseBase {
  readonly streaming = true;
  readonly streamingContent: Iterable<string>;
  /** Whether the body is an asynchronous iterator: here the difference is only who must be adapted to whom. */
  readonly isAsync: boolean;

  constructor(streamingContent: Iterable<string>, isAsync = false) {
    super();
    this.streamingContent = streamingContent;
    this.isAsync = isAsync;
  }

  /** `__iter__`: an asynchronous body is consumed whole before the first chunk goes out. */
  *iterate(recorder: Recorder): Generator<string, void, void> {
    const { streamingContent } = this;
    const toList = asyncToSync(
      // biome-ignore lint/correctness/useYield: a coroutine that never waits
      function* () {
        return [...streamingContent];
      },
      'StreamingHttpResponse.__iter__.<locals>.to_list',
      recorder,
    );
    yield* this.isAsync ? toList() : streamingContent;
  }

  /** `__aiter__`: here it is the synchronous body that is consumed whole, on the sync side. */
  *aiterate(recorder: Recorder): Coroutine<Iterable<string>> {
    if (this.isAsync) return this.streamingContent;
    return yield* syncToAsync(() => [...this.streamingContent], 'list', recorder)();
  }
}

/**
 * `response.content`.
 * @throws {AttributeError} for a streaming response, and for what is no response
 */
export function contentOf(response: HttpResponseBase | null): string {
  if (response instanceof HttpResponse) return response.content;
  throw new AttributeError('there is no content: the response streams, or there is none');
}

/**
 * A response that something is about to be done to.
 * @throws the exception that Python raises for `None`: a TypeError for an item, an AttributeError for an attribute
 */
export function present(
  response: HttpResponseBase | null,
  Exception: new (message: string) => PythonException = AttributeError,
): HttpResponseBase {
  if (response === null) throw new Exception('None is no response');
  return response;
}
