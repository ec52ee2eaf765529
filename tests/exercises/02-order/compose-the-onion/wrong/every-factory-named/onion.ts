import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let handler: GetResponse = convertExceptionToResponse(view);
  for (const factory of [...middleware].reverse()) {
    let layer: GetResponse;
    try {
      layer = factory(handler);
    } catch (exception) {
      if (exception instanceof MiddlewareNotUsed) continue;
      throw exception;
    }
    if (!layer)
      throw new ImproperlyConfigured(
        `Middleware factory ${middleware.map((f) => f.name).join(', ')} returned nothing.`,
      );
    handler = convertExceptionToResponse(layer);
  }
  return handler;
}
