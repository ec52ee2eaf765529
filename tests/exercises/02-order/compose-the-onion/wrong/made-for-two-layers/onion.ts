import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware([outer, inner]: readonly MiddlewareFactory[], view: View): GetResponse {
  const inside = inner ? inner(view) : view;
  return outer ? outer(inside) : inside;
}
