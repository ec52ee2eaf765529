// Mirrors WSGIRequest of django/core/handlers/wsgi.py, and HttpRequest of django/http/request.py.
import type { Environ } from './environ.ts';
import type { HttpRequest } from './http.ts';
import { HttpHeaders } from './http-headers.ts';
import { QueryDict } from './query-dict.ts';

/**
 * One request, made of what the server wrote down about it. Django makes one for each, before
 * any layer sees it.
 *
 *  1. `META` is the environ itself and no copy. `method` is `REQUEST_METHOD` in upper case. Both are
 *     there at once, as the two paths are.
 *  2. `pathInfo` is `PATH_INFO`, which the resolver matches, and `/` when that is empty or missing.
 *     `path` is what the client asked for: `SCRIPT_NAME` (where the server has mounted Django)
 *     without slashes at its end, a slash, and `pathInfo` without its first slash.
 *     Both variables hold bytes, written as characters (environ.ts tells more), and `decodePath`
 *     makes text of bytes. META has both variables as text afterwards, and all others as they were.
 *  3. `GET` is a QueryDict of `QUERY_STRING`, which holds bytes as well, and may be missing like
 *     the other two.
 *  4. `headers` are the variables that begin with `HTTP_`, and the two that a server writes without
 *     it, `CONTENT_TYPE` and `CONTENT_LENGTH`. `HTTP_USER_AGENT` is the header `User-Agent`. Their
 *     values are those of META.
 *  5. `GET` and `headers` are made of META when somebody first asks for that one, and then kept.
 *  6. `body` is read from `wsgi.input` when somebody first asks for it, and then kept; never more
 *     than `CONTENT_LENGTH` bytes (none when it is missing or empty): what follows is no part of
 *     this request.
 *
 * Left out: the settings that change any of this (FORCE_SCRIPT_NAME, limits of size), other
 * encodings, POST, COOKIES. And two errors: Django fails on a SCRIPT_NAME that is no UTF-8, and
 * `body` raises when CONTENT_LENGTH is no whole number.
 */
export class WSGIRequest implements HttpRequest {
  readonly META: Environ;
  readonly method: string;
  readonly path: string;
  readonly pathInfo: string;
  readonly GET: QueryDict;
  readonly headers: HttpHeaders;
  readonly body: Uint8Array;

  constructor(environ: Environ) {
    // What this request does so far: take all of it, at once, as it stands there.
    this.META = { ...environ };
    this.method = environ.REQUEST_METHOD;
    this.pathInfo = environ.PATH_INFO ?? '/';
    this.path = this.pathInfo;
    this.GET = new QueryDict(environ.QUERY_STRING);
    this.headers = new HttpHeaders(Object.entries(environ));
    this.body = environ['wsgi.input'].read();
  }
}
