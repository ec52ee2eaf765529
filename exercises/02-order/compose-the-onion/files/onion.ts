// Mirrors BaseHandler.load_middleware of django/core/handlers/base.py.
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

/**
 * Makes one function of `middleware` and `view`: the chain that every request goes through.
 * Django calls it once, when the server starts. It may be called again, even with the same list: each chain stands
 * for itself.
 *
 *  1. The first of the list is the outermost layer; the view is the core.
 *  2. Each factory is called once, while the chain is loaded, and the last of the list first. The `getResponse` it
 *     gets is everything inside its layer, each time it is called, and hands on the request that it is called with.
 *  3. An exception never reaches the next layer out: the view and every layer have a boundary of their own
 *     (`convertExceptionToResponse` makes one), so that `getResponse` always returns a response.
 *  4. A factory that throws `MiddlewareNotUsed` is left out, and the others work as if it had never been listed.
 *  5. A factory that returns nothing (`undefined` or `null`) is a mistake: loading stops with an
 *     `ImproperlyConfigured` whose message contains that `factory.name`. Any other exception of a factory stops the
 *     loading as it is.
 *
 * The boundary is in `convert-exception.ts`, the two exceptions are in `exceptions.ts`.
 */
export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  // What this server does so far: answer the request, then hand it and the answer to each layer in turn.
  return (request) => {
    let response = view(request);
    for (const factory of middleware) {
      const layer = factory(() => response);
      response = layer(request);
    }
    return response;
  };
}
