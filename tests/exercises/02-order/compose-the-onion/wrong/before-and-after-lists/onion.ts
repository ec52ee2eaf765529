import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import { type GetResponse, HttpResponse, type MiddlewareFactory, type View } from './http.ts';

// All of the "before" parts from top to bottom, then the view, then all of the "after" parts.
export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let answer = new HttpResponse();
  const layers: GetResponse[] = [];
  for (const factory of middleware.toReversed()) {
    let layer: GetResponse | undefined;
    try {
      layer = factory(() => answer);
    } catch (exception) {
      if (exception instanceof MiddlewareNotUsed) continue;
      throw exception;
    }
    if (!layer) throw new ImproperlyConfigured(factory.name);
    layers.unshift(convertExceptionToResponse(layer));
  }
  const core = convertExceptionToResponse(view);
  return (request) => {
    for (const layer of layers) layer(request);
    answer = core(request);
    for (const layer of layers.toReversed()) answer = layer(request);
    return answer;
  };
}
