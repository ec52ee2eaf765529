import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let handler: GetResponse = view;
  for (const factory of middleware.toReversed()) {
    let layer: GetResponse | undefined;
    try {
      layer = factory(handler);
    } catch (exception) {
      if (exception instanceof MiddlewareNotUsed) continue;
      throw exception;
    }
    if (!layer) throw new ImproperlyConfigured(`${factory.name} returned nothing`);
    handler = convertExceptionToResponse(layer);
  }
  return handler;
}
