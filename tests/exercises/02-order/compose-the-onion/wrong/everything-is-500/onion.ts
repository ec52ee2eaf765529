import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import { type GetResponse, HttpResponse, type MiddlewareFactory, type View } from './http.ts';

function boundary(g: GetResponse): GetResponse {
  return (r) => {
    try {
      return g(r);
    } catch (e) {
      return new HttpResponse(`Server Error (500)\n${e}`, 500);
    }
  };
}
export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let handler: GetResponse = boundary(view);
  for (const factory of [...middleware].reverse()) {
    let layer: GetResponse;
    try {
      layer = factory(handler);
    } catch (exception) {
      if (exception instanceof MiddlewareNotUsed) continue;
      throw exception;
    }
    if (layer === undefined || layer === null)
      throw new ImproperlyConfigured(`Middleware factory ${factory.name} returned nothing.`);
    handler = boundary(layer);
  }
  return handler;
}
