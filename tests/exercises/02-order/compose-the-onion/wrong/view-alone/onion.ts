import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(_middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  return view;
}
