import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

const made = new WeakMap<MiddlewareFactory, GetResponse>();
export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let handler: GetResponse = convertExceptionToResponse(view);
  for (const factory of [...middleware].reverse()) {
    let layer = made.get(factory)!;
    if (!layer) {
      try {
        layer = factory(handler);
      } catch (e) {
        if (e instanceof MiddlewareNotUsed) continue;
        throw e;
      }
      if (layer) made.set(factory, layer);
    }
    if (layer === undefined || layer === null)
      throw new ImproperlyConfigured(`Middleware factory ${factory.name} returned nothing.`);
    handler = convertExceptionToResponse(layer);
  }
  return handler;
}
