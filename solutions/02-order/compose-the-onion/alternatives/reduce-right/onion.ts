import { convertExceptionToResponse as boundary } from './convert-exception.ts';
import * as exceptions from './exceptions.ts';
import type { GetResponse, MiddlewareFactory, View } from './http.ts';

export const loadMiddleware = (middleware: readonly MiddlewareFactory[], view: View): GetResponse =>
  middleware.reduceRight<GetResponse>(
    (getResponse, factory) => wrap(factory, getResponse) ?? getResponse,
    boundary(view),
  );

/** The layer inside its boundary, or null when the factory says that it isn't used. */
const wrap = (factory: MiddlewareFactory, getResponse: GetResponse): GetResponse | null => {
  try {
    return boundary(factory(getResponse) ?? missing(factory));
  } catch (error) {
    if (!(error instanceof exceptions.MiddlewareNotUsed)) throw error;
    return null;
  }
};

const missing = (factory: MiddlewareFactory): never => {
  throw new exceptions.ImproperlyConfigured(`returned null: ${factory.name}`);
};
