// Mirrors WSGIRequest of django/core/handlers/wsgi.py, and HttpRequest of django/http/request.py.
import { decodePath, type Environ, getBytesFromWsgi } from './environ.ts';
import type { HttpRequest } from './http.ts';
import { HttpHeaders, titleCase } from './http-headers.ts';
import { LimitedStream } from './limited-stream.ts';
import { QueryDict } from './query-dict.ts';

const UNPREFIXED = ['CONTENT_TYPE', 'CONTENT_LENGTH'];

/** One request, made of what the server wrote down about it. */
export class WSGIRequest implements HttpRequest {
  readonly META: Environ;
  readonly method: string;
  readonly path: string;
  readonly pathInfo: string;
  readonly #stream: LimitedStream;
  #query?: QueryDict;
  #headers?: HttpHeaders;
  #body?: Uint8Array;

  constructor(environ: Environ) {
    const scriptName = decodePath(getBytesFromWsgi(environ, 'SCRIPT_NAME', ''));
    this.pathInfo = decodePath(getBytesFromWsgi(environ, 'PATH_INFO', '')) || '/';
    this.path = `${scriptName.replace(/\/+$/, '')}/${this.pathInfo.replace('/', '')}`;
    this.META = environ;
    this.META.PATH_INFO = this.pathInfo;
    this.META.SCRIPT_NAME = scriptName;
    this.method = environ.REQUEST_METHOD.toUpperCase();
    this.#stream = new LimitedStream(environ['wsgi.input'], Number(environ.CONTENT_LENGTH) || 0);
  }

  get GET(): QueryDict {
    this.#query ??= new QueryDict(getBytesFromWsgi(this.META, 'QUERY_STRING', ''));
    return this.#query;
  }

  get headers(): HttpHeaders {
    this.#headers ??= new HttpHeaders(
      Object.entries(this.META)
        .filter(([name]) => name.startsWith('HTTP_') || UNPREFIXED.includes(name))
        .map(([name, value]) => [titleCase(name.replaceAll('HTTP_', '').replaceAll('_', '-')), value]),
    );
    return this.#headers;
  }

  get body(): Uint8Array {
    this.#body ??= this.#stream.read();
    return this.#body;
  }
}
