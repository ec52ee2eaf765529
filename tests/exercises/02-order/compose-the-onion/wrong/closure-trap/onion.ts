import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let handler: GetResponse = convertExceptionToResponse(view);
  for (const factory of [...middleware].reverse()) {
    let layer: GetResponse;
    try {
      layer = factory((request) => handler(request));
    } catch (exception) {
      if (exception instanceof MiddlewareNotUsed) continue;
      throw exception;
    }
    if (layer === undefined || layer === null)
      throw new ImproperlyConfigured(`Middleware factory ${factory.name} returned nothing.`);
    handler = convertExceptionToResponse((request) => layer(request));
  }
  return handler;
}
