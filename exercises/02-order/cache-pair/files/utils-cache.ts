// Mirrors the helpers of django/utils/cache.py. Left out: the site's name, the key's prefix, language and time zone.
import type { HttpRequest, HttpResponse } from './http.ts';

declare module './http.ts' {
  interface HttpRequest {
    /** The request's headers under WSGI's names (`HTTP_ACCEPT_LANGUAGE`), and its QUERY_STRING. */
    readonly META?: Readonly<Record<string, string>>;
    /** A note from FetchFromCacheMiddleware to UpdateCacheMiddleware: `_cache_update_cache` in Django. */
    cacheUpdateCache?: boolean;
  }
}

/** For how many seconds a page is kept that doesn't say so itself. */
export const CACHE_MIDDLEWARE_SECONDS = 600;

/** Between the names in a `Vary` header. */
export const delimiter = /\s*,\s*/;

/**
 * Where a page is kept. `headerList` has the names of `META` whose values tell this page from others at its address. Those
 * that the request has stand there one after the other: in Django as an MD5, here as they are.
 */
export function generateCacheKey(
  request: HttpRequest,
  method: string,
  headerList: readonly string[],
): string {
  const values = headerList.map((name) => request.META?.[name] ?? '').join('');
  return `cache_page.${method}.${url(request)}.${values}`;
}

/** Where the header list of an address is kept: the same place for everybody who asks for it. */
export function generateCacheHeaderKey(request: HttpRequest): string {
  return `cache_header.${url(request)}`;
}

/** The seconds of `Cache-Control: max-age=60`; null when there is no such thing. */
export function getMaxAge(response: HttpResponse): number | null {
  const found = /(?:^|,)\s*max-age=(\d+)/i.exec(response.headers['Cache-Control'] ?? '');
  return found ? Number(found[1]) : null;
}

/** Whether `Vary` names that header. */
export function hasVaryHeader(response: HttpResponse, name: string): boolean {
  return varied(response).some((each) => each.toLowerCase() === name.toLowerCase());
}

/** Adds names to `Vary`. Whoever varies on everything, `*`, needs no names. */
export function patchVaryHeaders(response: HttpResponse, names: readonly string[]): void {
  const missing = names.filter((name) => !hasVaryHeader(response, name));
  const all = [...varied(response), ...missing];
  response.headers['Vary'] = all.includes('*') ? '*' : all.join(', ');
}

function varied(response: HttpResponse): string[] {
  return response.headers['Vary']?.split(delimiter) ?? [];
}

function url({ path, META }: HttpRequest): string {
  return META?.['QUERY_STRING'] ? `${path}?${META['QUERY_STRING']}` : path;
}
