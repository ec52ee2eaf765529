// Mirrors django/middleware/cache.py, and get_cache_key and learn_cache_key of django/utils/cache.py.
// Left out: Django's pair also writes Expires and a max-age on what it keeps (patch_response_headers).
import type { HttpRequest, HttpResponse, MiddlewareFactory } from './http.ts';
import type { Cache } from './locmem.ts';
import {
  CACHE_MIDDLEWARE_SECONDS,
  delimiter,
  generateCacheHeaderKey,
  generateCacheKey,
  getMaxAge,
  hasVaryHeader,
  patchVaryHeaders,
} from './utils-cache.ts';

/**
 * Looks on the way in, and answers with the page that is kept: then nothing inside this layer runs.
 *
 *  1. Only GET and HEAD are looked up. Another method goes on inside, with `request.cacheUpdateCache` false.
 *  2. The page is the one that `getCacheKey` finds for GET. A HEAD that finds none is looked up once more, as HEAD.
 *  3. A page that is kept is the answer, and `cacheUpdateCache` is false: it needn't be kept again. When there is none, it
 *     is true, and the request goes on inside.
 */
export function FetchFromCacheMiddleware(cache: Cache): MiddlewareFactory {
  return (getResponse) => (request) => {
    const methods = { GET: ['GET'], HEAD: ['GET', 'HEAD'] }[request.method] ?? [];
    for (const method of methods) {
      const key = getCacheKey(request, method, cache);
      const page = key === null ? undefined : cache.get<HttpResponse>(key);
      if (page === undefined) continue;
      request.cacheUpdateCache = false;
      return page;
    }
    request.cacheUpdateCache = methods.length > 0;
    return getResponse(request);
  };
}

/**
 * Keeps what comes out of the layers inside, and always passes it on.
 *
 *  4. It keeps nothing unless `cacheUpdateCache` is true: unless the other half has looked for this request, in vain.
 *  5. It keeps a 200, and no other status.
 *  6. It keeps nothing that isn't for everybody: `private`, `no-cache` or `no-store` in Cache-Control, in capitals or
 *     not; `Vary: *`; and nothing that both sets a cookie (Set-Cookie) and varies on Cookie.
 *  7. The response's own max-age says for how many seconds, or else CACHE_MIDDLEWARE_SECONDS. Zero means not at all.
 *  8. What it keeps for a request with an Authorization header first gets `Authorization` into its Vary, unless its
 *     Cache-Control says `public`.
 */
export function UpdateCacheMiddleware(cache: Cache): MiddlewareFactory {
  return (getResponse) => (request) => {
    const response = getResponse(request);
    const control = (response.headers['Cache-Control'] ?? '').toLowerCase();
    const timeout = getMaxAge(response) ?? CACHE_MIDDLEWARE_SECONDS;
    const cookieForOne = 'Set-Cookie' in response.headers && hasVaryHeader(response, 'Cookie');
    if (!request.cacheUpdateCache || timeout === 0) return response;
    if (cookieForOne || hasVaryHeader(response, '*') || /private|no-cache|no-store/.test(control)) return response;
    if (request.META?.['HTTP_AUTHORIZATION'] && !control.includes('public')) {
      patchVaryHeaders(response, ['Authorization']);
    }
    cache.set(learnCacheKey(request, response, timeout, cache), response, timeout);
    return response;
  };
}

/**
 * Where a page is to be kept.
 *
 *  9. On the way in nobody knows yet what a page will vary on. So the names in its Vary, as META has them
 *     (`Accept-Language` is HTTP_ACCEPT_LANGUAGE) and sorted, are kept for its address as well, for as long as the page.
 *     No Vary is an empty list.
 * 10. With that list, the page's key is the one for the request's own method.
 */
export function learnCacheKey(
  request: HttpRequest,
  response: HttpResponse,
  timeout: number,
  cache: Cache,
): string {
  const names = response.headers['Vary']?.split(delimiter) ?? [];
  const headerList = names.map((name) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`).sort();
  cache.set(generateCacheHeaderKey(request), headerList, timeout);
  return generateCacheKey(request, request.method, headerList);
}

/**
 * Where the page of a request is kept, if it is.
 *
 * 11. The list that was learnt for its address tells. Without one, nothing is kept there: null.
 */
export function getCacheKey(request: HttpRequest, method: string, cache: Cache): string | null {
  const headerList = cache.get<string[]>(generateCacheHeaderKey(request));
  return headerList === undefined ? null : generateCacheKey(request, method, headerList);
}
