import { convertExceptionToResponse } from './convert-exception.ts';
import { MiddlewareNotUsed } from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  let handler = convertExceptionToResponse(view);
  for (const factory of middleware.toReversed()) {
    try {
      handler = convertExceptionToResponse(factory(handler) ?? handler);
    } catch (exception) {
      if (!(exception instanceof MiddlewareNotUsed)) throw exception;
    }
  }
  return handler;
}
