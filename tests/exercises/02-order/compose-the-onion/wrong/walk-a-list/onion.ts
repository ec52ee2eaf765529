import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let i = -1;
  const layers: GetResponse[] = [];
  const next: GetResponse = convertExceptionToResponse((request) => {
    i++;
    const at = layers[i];
    return at ? at(request) : view(request);
  });
  for (const factory of [...middleware].reverse()) {
    try {
      const layer = factory(next);
      if (!layer) throw new ImproperlyConfigured(factory.name);
      layers.unshift(layer);
    } catch (e) {
      if (!(e instanceof MiddlewareNotUsed)) throw e;
    }
  }
  return (request) => {
    i = -1;
    return next(request);
  };
}
