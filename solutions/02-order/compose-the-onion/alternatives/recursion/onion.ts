import { convertExceptionToResponse } from './convert-exception.ts';
import { ImproperlyConfigured, MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware([first, ...rest]: readonly MiddlewareFactory[], view: View): GetResponse {
  if (first === undefined) return convertExceptionToResponse(view);
  const inside = loadMiddleware(rest, view);
  try {
    const layer: GetResponse | null | undefined = first(inside);
    if (layer) return convertExceptionToResponse(layer);
  } catch (error) {
    if (error instanceof MiddlewareNotUsed) return inside;
    throw error;
  }
  throw new ImproperlyConfigured(`${first.name}: a middleware factory has to return a layer`);
}
