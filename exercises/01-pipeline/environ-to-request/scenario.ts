// What a check runs. It plays the server: it makes an environ of each request that a scene describes, hands it to your
// `WSGIRequest`, asks that for what the scene wants to know, and writes the answers down. The judge reads only what is
// returned here.
import type { Environ, InputStream } from './environ.ts';
import { WSGIRequest } from './request.ts';

/** What a server wrote down about one request. Bytes are written as characters, one for each. */
export interface Sent {
  readonly variables: Readonly<Record<string, string>>;
  /** What comes over the connection: the body, and whatever follows it. */
  readonly input: string;
}

/** Something asked of a request, or done to the environ that it was made of. */
export type Step = { readonly request: number } & (
  | { readonly ask: 'method' | 'path' | 'pathInfo' | 'body' | 'header names' | 'META is the environ' }
  | { readonly ask: 'GET.get' | 'GET.getlist' | 'headers.get' | 'META'; readonly name: string }
  | { readonly set: string; readonly to: string }
);

export interface Scene {
  readonly sent: readonly Sent[];
  readonly steps: readonly Step[];
}

export type Answer = string | boolean | null | readonly string[] | { readonly instead: string };

export interface Happened {
  /** What each step got; null for nothing, and for a step that asks nothing. */
  readonly answers: readonly Answer[];
  /** How many bytes each request's stream had given by the time its constructor returned, and in the end. */
  readonly read: readonly { readonly atFirst: number; readonly finally: number }[];
}

export function play({ sent, steps }: Scene): Happened {
  const made = sent.map(({ variables, input }) => {
    const stream = streamOf(input);
    const environ = { ...variables, 'wsgi.input': stream, 'wsgi.url_scheme': 'http' } as unknown as Environ;
    const request = new WSGIRequest(environ);
    return { environ, request, stream, atFirst: stream.given() };
  });

  const answers = steps.map((step): Answer => {
    const { environ, request } = made[step.request] ?? (made[0] as (typeof made)[number]);
    if ('set' in step) {
      (environ as unknown as Record<string, string>)[step.set] = step.to;
      return null;
    }
    switch (step.ask) {
      case 'method':
      case 'path':
      case 'pathInfo':
        return plain(request[step.ask]);
      case 'body': {
        const { body } = request;
        return body instanceof Uint8Array ? characters(body) : instead(body);
      }
      case 'META is the environ':
        return request.META === environ;
      case 'META':
        return plain((request.META as unknown as Record<string, unknown> | undefined)?.[step.name]);
      case 'GET.get': {
        const { GET } = request;
        return isFunction(GET?.get) ? plain(GET.get(step.name)) : instead(GET);
      }
      case 'GET.getlist': {
        const { GET } = request;
        return isFunction(GET?.getlist) ? [...GET.getlist(step.name)] : instead(GET);
      }
      case 'headers.get': {
        const { headers } = request;
        return isFunction(headers?.get) ? plain(headers.get(step.name)) : instead(headers);
      }
      case 'header names': {
        const { headers } = request;
        return isFunction(headers?.keys) ? [...headers.keys()].sort() : instead(headers);
      }
    }
  });

  return { answers, read: made.map(({ atFirst, stream }) => ({ atFirst, finally: stream.given() })) };
}

interface CountedStream extends InputStream {
  /** How many bytes were read from it. */
  given(): number;
}

function streamOf(input: string): CountedStream {
  const bytes = Uint8Array.from(input, (character) => character.charCodeAt(0));
  let position = 0;
  return {
    read(size = Number.NaN) {
      const next = bytes.slice(position, Number.isNaN(size) ? undefined : position + Math.max(0, size));
      position += next.length;
      return next;
    },
    given: () => position,
  };
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function plain(value: unknown): Answer {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? null : instead(value);
}

/** What stands where something else should: `nothing`, `a Map`. */
function instead(value: unknown): Answer {
  if (value === undefined || value === null) return { instead: 'nothing' };
  const name = typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
  return { instead: `${/^[AEIOUH]/i.test(name) ? 'an' : 'a'} ${name}` };
}

function characters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
