import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export function loadMiddleware(middleware: readonly MiddlewareFactory[], view: View): GetResponse {
  return middleware.reduceRight<GetResponse>((getResponse, factory) => factory(getResponse), view);
}
