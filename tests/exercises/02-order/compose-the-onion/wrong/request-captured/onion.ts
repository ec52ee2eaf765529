import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, HttpRequest, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let current: HttpRequest;
  let handler: GetResponse = convertExceptionToResponse(() => view(current));
  for (const factory of [...middleware].reverse()) {
    let layer: GetResponse;
    try {
      layer = factory(handler);
    } catch (e) {
      if (e instanceof MiddlewareNotUsed) continue;
      throw e;
    }
    if (!layer) throw new ImproperlyConfigured(factory.name);
    handler = convertExceptionToResponse(() => layer(current));
  }
  return (request) => {
    current = request;
    return handler(request);
  };
}
