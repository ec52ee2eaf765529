import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

// The view has the answer, so it goes first; the layers may then change it.
export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  const core = convertExceptionToResponse(view);
  let answer: ReturnType<View>;
  let handler: GetResponse = () => answer;
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
  return (request) => {
    answer = core(request);
    return handler(request);
  };
}
