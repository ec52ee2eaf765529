// What a check runs. It builds the responses that a scene describes, has `serve` of server.ts serve them through your
// `WSGIHandler`, and writes down what happened. The judge reads only what is returned here.
import { setCookie } from './cookies.ts';
import { HttpResponse } from './http.ts';
import { type Chunks, StreamingHttpResponse } from './response.ts';
import { type Client, type Environ, type Header, serve } from './server.ts';
import { requestFinished, requestStarted } from './signals.ts';
import { WSGIHandler } from './wsgi.ts';

/** A request, what the chain answers, and what the client does. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly response:
    | { readonly raises: true }
    | {
        readonly status: number;
        readonly headers: readonly Header[];
        readonly cookies: readonly Cookie[];
        /** A string is a whole body, a list a streamed one. */
        readonly body: string | readonly string[];
        /** Whether the stream throws after its last chunk. */
        readonly breaks: boolean;
        readonly closers: readonly { readonly name: string; readonly raises: boolean }[];
        /** Whether making a stream's first chunk opens something more: a closer `late`, after the others. */
        readonly opensLate: boolean;
      };
  /** The client goes away when it has received that many chunks; null when it stays. */
  readonly leavesAfter: number | null;
  /** Whether the server calls `close()` a second time. */
  readonly closedTwice: boolean;
}

export interface Cookie {
  readonly key: string;
  readonly value: string;
  readonly httpOnly: boolean;
}

export interface Scene {
  /** One after another through one handler; `atOnce`, the others while the first waits for its second chunk. */
  readonly visits: readonly Visit[];
  readonly atOnce: boolean;
}

export interface Happened {
  readonly visits: readonly Visited[];
}

export interface Visited {
  /** `request_started`, `chunk 1 is made`, `chunk 1 is sent`, `close()`: everything, in order. */
  readonly trace: readonly string[];
  /** Null while startResponse has not been called. */
  readonly head: { readonly status: string; readonly headers: readonly Header[] } | null;
  readonly body: readonly string[];
  /** What came out of `serve` instead of an end. */
  readonly escaped: string | null;
  /** What `call` returned, in words, if it is no iterable. */
  readonly returned: string | null;
}

export function play({ visits, atOnce }: Scene): Happened {
  const raised = new Set<unknown>();
  /** The visits whose code is running, the innermost last: who sends a signal is not told with it. */
  const underWay: { readonly visit: Visit; readonly trace: string[]; response: HttpResponse | null }[] = [];
  const note = (line: string, of?: Visit): void => {
    const current = underWay.at(-1);
    const own = of === undefined || of === current?.visit;
    current?.trace.push(own ? line : `${line} of another request for ${of.path}`);
  };

  const raise = (message: string): never => {
    const exception = new Error(message);
    raised.add(exception);
    throw exception;
  };

  const nameOf = (sender: unknown): string => (sender === WSGIHandler ? 'WSGIHandler' : kindOf(sender));
  const started = (sender: unknown, { environ }: Readonly<Record<string, unknown>>): void => {
    const missing = environ === undefined ? ' without the environ' : ' with another environ';
    const about = environ === environs.at(-1) ? '' : missing;
    note(`request_started from ${nameOf(sender)}${about}`);
  };
  const finished = (sender: unknown): void => {
    const left = underWay.at(-1)?.response?.resourceClosers.length ?? 0;
    note(`request_finished from ${nameOf(sender)}${left > 0 ? `, with ${left} resourceClosers left` : ''}`);
  };
  const environs: Environ[] = [];

  const streamOf = (visit: Visit, parts: readonly string[], breaks: boolean, onFirst: () => void): Chunks => {
    let next = 0;
    return {
      [Symbol.iterator]: () => ({
        next: () => {
          const value = parts[next];
          next += 1;
          if (value !== undefined) {
            note(`chunk ${next} is made`, visit);
            if (next === 1) onFirst();
            return { done: false, value };
          }
          if (breaks && next === parts.length + 1) {
            note('the body throws', visit);
            raise('the body broke off');
          }
          return { done: true, value: undefined };
        },
      }),
      close: () => note('the stream is closed', visit),
    };
  };

  const answer = (visit: Visit): HttpResponse => {
    const { response: plan } = visit;
    if ('raises' in plan) {
      note('getResponse throws', visit);
      return raise('the error page broke as well');
    }
    const headers = Object.fromEntries(plan.headers);
    const opensLate = (): void => {
      if (plan.opensLate) response.resourceClosers.push(() => note('closer late runs', visit));
    };
    const response: HttpResponse =
      typeof plan.body === 'string'
        ? new HttpResponse(plan.body, plan.status, headers)
        : new StreamingHttpResponse(streamOf(visit, plan.body, plan.breaks, opensLate), plan.status, headers);
    for (const { key, value, httpOnly } of plan.cookies) setCookie(response, key, value, { httpOnly });
    for (const closer of plan.closers) {
      response.resourceClosers.push(() => {
        note(`closer ${closer.name} runs${closer.raises ? ', and throws' : ''}`, visit);
        if (closer.raises) raise(`${closer.name} could not be closed`);
      });
    }
    note(`getResponse returns ${plan.status}`, visit);
    return response;
  };

  const handler = new WSGIHandler((request) => {
    note(`getResponse gets ${request.method} ${request.path}`);
    const current = underWay.at(-1);
    if (current?.visit.path !== request.path)
      throw new TypeError(`getResponse got a request for ${request.path}, which nobody sent.`);
    current.response = answer(current.visit);
    return current.response;
  });

  const visited: Visited[] = [];

  const visit = (one: Visit, index: number): void => {
    const own = { visit: one, trace: [] as string[], response: null };
    const body: string[] = [];
    let head: Visited['head'] = null;
    let escaped: string | null = null;
    let returned: string | null = null;
    const client: Client = {
      receiveHead: (status, headers) => {
        note(`startResponse ${status}`);
        head = { status, headers: [...headers] };
      },
      receive: (chunk) => {
        body.push(chunk);
        note(`chunk ${body.length} is sent`);
        if (atOnce && index === 0 && body.length === 1)
          visits.slice(1).forEach((other, at) => visit(other, at + 1));
      },
      hasLeft: () => one.leavesAfter !== null && body.length >= one.leavesAfter,
    };
    underWay.push(own);
    environs.push(environOf(one, () => noteMaking(own.trace)));
    try {
      serve(
        {
          call: (environ, startResponse) => {
            const result = handler.call(environ, startResponse);
            note('call returns');
            if (typeof result?.[Symbol.iterator] !== 'function') {
              returned = kindOf(result);
              return [];
            }
            if (typeof result.close !== 'function') return result;
            return {
              [Symbol.iterator]: () => result[Symbol.iterator](),
              close: () => {
                for (const _ of one.closedTwice ? [1, 2] : [1]) {
                  note('the server calls close()');
                  result.close?.();
                }
              },
            };
          },
        },
        environs.at(-1) as Environ,
        client,
      );
    } catch (exception) {
      if (!raised.has(exception)) throw exception;
      escaped = exception instanceof Error ? exception.message : null;
    } finally {
      environs.pop();
      underWay.pop();
    }
    visited[index] = { trace: own.trace, head, body, escaped, returned };
  };

  requestStarted.connect(started);
  requestFinished.connect(finished);
  try {
    if (atOnce) visits.slice(0, 1).forEach(visit);
    else visits.forEach(visit);
  } finally {
    requestStarted.disconnect(started);
    requestFinished.disconnect(finished);
  }
  return { visits: visited };
}

/** An environ that tells when its path is read. */
function environOf({ method, path }: Visit, onRead: () => void): Environ {
  return {
    REQUEST_METHOD: method,
    get PATH_INFO() {
      onRead();
      return path;
    },
  };
}

/** A handler may look into the environ before: the last look before the chain is called is that of the request. */
function noteMaking(trace: string[]): void {
  if (trace.some((line) => line.startsWith('getResponse gets'))) return;
  const earlier = trace.indexOf('the request is made');
  if (earlier >= 0) trace.splice(earlier, 1);
  trace.push('the request is made');
}

/** A value in words: `nothing`, `an HttpResponse`, `a string`. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'object') return `an object of class ${value.constructor?.name ?? 'none'}`;
  return typeof value === 'function' && value.name !== '' ? value.name : `a ${typeof value}`;
}
