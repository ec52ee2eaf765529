import { decodePath, type Environ, getBytesFromWsgi } from './environ.ts';
import type { HttpRequest } from './http.ts';
import { HttpHeaders, titleCase } from './http-headers.ts';
import { LimitedStream } from './limited-stream.ts';
import { QueryDict } from './query-dict.ts';

/** Django's `cached_property`: what `make` gives when somebody first asks for `name`, ever after. */
function cachedProperty(target: object, name: string, make: () => unknown): void {
  const define = (value: unknown) => Object.defineProperty(target, name, { value });
  Object.defineProperty(target, name, {
    configurable: true,
    get() {
      const value = make();
      define(value);
      return value;
    },
  });
}

export class WSGIRequest implements HttpRequest {
  readonly META: Environ;
  readonly method: string;
  readonly path: string;
  readonly pathInfo: string;
  declare readonly GET: QueryDict;
  declare readonly headers: HttpHeaders;
  declare readonly body: Uint8Array;

  constructor(environ: Environ) {
    this.META = environ;
    this.method = environ.REQUEST_METHOD.toUpperCase();
    const script = decodePath(getBytesFromWsgi(environ, 'SCRIPT_NAME', ''));
    this.pathInfo = decodePath(getBytesFromWsgi(environ, 'PATH_INFO', '/')) || '/';
    this.path = [script.replace(/[/]*$/, ''), this.pathInfo.slice(1)].join('/');
    Object.assign(environ, { PATH_INFO: this.pathInfo, SCRIPT_NAME: script });
    const stream = new LimitedStream(environ['wsgi.input'], +(environ.CONTENT_LENGTH || 0));

    cachedProperty(this, 'GET', () => new QueryDict(getBytesFromWsgi(environ, 'QUERY_STRING', '')));
    cachedProperty(this, 'body', () => stream.read());
    cachedProperty(this, 'headers', () => {
      const { CONTENT_TYPE, CONTENT_LENGTH } = environ;
      const pairs = Object.entries({
        HTTP_CONTENT_TYPE: CONTENT_TYPE,
        HTTP_CONTENT_LENGTH: CONTENT_LENGTH,
        ...environ,
      })
        .filter(([name, value]) => name.startsWith('HTTP_') && value !== undefined)
        .map(([name, value]) => [titleCase(name.slice(5).replace(/_/g, '-')), String(value)] as const);
      return new HttpHeaders(pairs);
    });
  }
}
