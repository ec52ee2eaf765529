import { responseForException } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, HttpRequest, HttpResponse, MiddlewareFactory, View } from './http.ts';

/** A handler with a boundary of its own around it. */
class Handler {
  readonly #getResponse: GetResponse;

  constructor(getResponse: GetResponse) {
    this.#getResponse = getResponse;
  }

  respond(request: HttpRequest): HttpResponse {
    try {
      return this.#getResponse(request);
    } catch (error) {
      return responseForException(request, error);
    }
  }

  /** The handler with one more layer around it, or itself when that layer isn't used. */
  inside(factory: MiddlewareFactory): Handler {
    let layer: GetResponse | null | undefined;
    try {
      layer = factory((request) => this.respond(request));
    } catch (error) {
      if (error instanceof MiddlewareNotUsed) return this;
      throw error;
    }
    if (layer === null || layer === undefined) throw new ImproperlyConfigured(factory.name);
    return new Handler(layer);
  }
}

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  const left = [...middleware];
  let outermost = new Handler(view);
  for (let factory = left.pop(); factory !== undefined; factory = left.pop()) {
    outermost = outermost.inside(factory);
  }
  return (request) => outermost.respond(request);
}
