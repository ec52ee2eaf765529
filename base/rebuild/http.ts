// Mirrors django/http/request.py and django/http/response.py.

/** One object on its whole way. In Django, what one layer sets on it (`request.user`) all others read from it. */
export interface HttpRequest {
  readonly method: string;
  /** The path without the query string, `/books/7/`. */
  readonly path: string;
}

/** A response on its way to the client. Any layer it passes may still change it. */
export class HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  /** Done when the server has sent the response: `_resource_closers` in Django. */
  readonly resourceClosers: (() => void)[] = [];
  #content: string;

  constructor(content = '', statusCode = 200, headers: Record<string, string> = {}) {
    this.#content = content;
    this.statusCode = statusCode;
    this.headers = headers;
  }

  /** The body. A pair of methods as in Django, so that a kind of response may make its body later. */
  get content(): string {
    return this.#content;
  }

  set content(content: string) {
    this.#content = content;
  }
}

/** Answers a request. A layer looks like this from outside, and so does everything inside it. */
export type GetResponse = (request: HttpRequest) => HttpResponse;

/** The innermost answer: your application's own function. */
export type View = GetResponse;

/**
 * Makes one layer. It is given `getResponse`, which answers a request with everything inside that layer,
 * and returns the layer. Functions know their own name: `factory.name`.
 */
export type MiddlewareFactory = (getResponse: GetResponse) => GetResponse;
