import type { Environ } from './environ.ts';
import type { HttpRequest } from './http.ts';
import { HttpHeaders } from './http-headers.ts';
import { QueryDict } from './query-dict.ts';

function bytesOf(written: string | undefined): Uint8Array {
  return new Uint8Array([...(written ?? '')].map((character) => character.charCodeAt(0)));
}

/** `%E9` is a byte of its own, and `%25` a percent sign that was one already. */
function textOf(written: string | undefined): string {
  let text = '';
  for (const part of (written ?? '').split(/([\xc2-\xf4][\x80-\xbf]+|[\x80-\xff])/)) {
    try {
      text += new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(part));
    } catch {
      text += Array.from(bytesOf(part), (byte) => `%${byte.toString(16).toUpperCase()}`).join('');
    }
  }
  return text;
}

export class WSGIRequest implements HttpRequest {
  readonly META: Environ;
  readonly method: string;
  readonly path: string;
  readonly pathInfo: string;
  readonly #length: number;
  readonly #made: { GET?: QueryDict; headers?: HttpHeaders; body?: Uint8Array } = {};

  constructor(environ: Environ) {
    environ.SCRIPT_NAME = textOf(environ.SCRIPT_NAME);
    environ.PATH_INFO = textOf(environ.PATH_INFO) || '/';
    const mounted = environ.SCRIPT_NAME;
    this.META = environ;
    this.method = environ.REQUEST_METHOD.toUpperCase();
    this.pathInfo = environ.PATH_INFO;
    this.path = mounted.replace(/[/]+$/, '') + this.pathInfo;
    this.#length = Number.parseInt(environ.CONTENT_LENGTH ?? '', 10) || 0;
  }

  get GET(): QueryDict {
    this.#made.GET ??= new QueryDict(bytesOf(this.META.QUERY_STRING));
    return this.#made.GET;
  }

  get headers(): HttpHeaders {
    if (this.#made.headers === undefined) {
      const pairs: [string, string][] = [];
      for (const variable of Object.keys(this.META)) {
        const name = variable.match(/^(?:HTTP_(.+)|(CONTENT_TYPE|CONTENT_LENGTH))$/);
        if (name === null) continue;
        const words = (name[1] ?? name[2] ?? '').toLowerCase().split('_');
        const shown = words.map((word) => word.replace(/[a-z]/, (letter) => letter.toUpperCase()));
        pairs.push([shown.join('-'), this.META[variable as 'HTTP_HOST'] ?? '']);
      }
      this.#made.headers = new HttpHeaders(pairs);
    }
    return this.#made.headers;
  }

  get body(): Uint8Array {
    this.#made.body ??= this.#length > 0 ? this.META['wsgi.input'].read(this.#length) : new Uint8Array();
    return this.#made.body;
  }
}
