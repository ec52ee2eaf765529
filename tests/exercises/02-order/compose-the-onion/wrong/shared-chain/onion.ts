import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

let handler: GetResponse;
export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  handler = convertExceptionToResponse(view);
  for (const factory of [...middleware].reverse()) {
    let layer: GetResponse;
    try {
      layer = factory(handler);
    } catch (e) {
      if (e instanceof MiddlewareNotUsed) continue;
      throw e;
    }
    if (!layer) throw new ImproperlyConfigured(factory.name);
    handler = convertExceptionToResponse(layer);
  }
  return (request) => handler(request);
}
