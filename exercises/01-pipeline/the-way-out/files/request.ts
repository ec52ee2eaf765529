// Stands for WSGIRequest of django/core/handlers/wsgi.py, which makes much more of an environ.
import type { HttpRequest } from './http.ts';
import type { Environ } from './server.ts';

export class WSGIRequest implements HttpRequest {
  readonly method: string;
  readonly path: string;

  constructor(environ: Environ) {
    this.method = environ.REQUEST_METHOD.toUpperCase();
    this.path = environ.PATH_INFO;
  }
}
