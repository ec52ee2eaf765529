import type { HttpRequest, HttpResponse, MiddlewareFactory } from './http.ts';
import type { Cache } from './locmem.ts';
import { CACHE_MIDDLEWARE_SECONDS, delimiter, generateCacheHeaderKey, generateCacheKey, getMaxAge, hasVaryHeader, patchVaryHeaders } from './utils-cache.ts';

export function FetchFromCacheMiddleware(cache: Cache): MiddlewareFactory {
  return (getResponse) => (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      request.cacheUpdateCache = false;
      return getResponse(request);
    }
    const look = (method: string) => {
      const key = getCacheKey(request, method, cache);
      return key === null ? undefined : cache.get<HttpResponse>(key);
    };
    const kept = look('GET') ?? (request.method === 'HEAD' ? look('HEAD') : undefined);
    request.cacheUpdateCache = kept === undefined;
    return kept ?? getResponse(request);
  };
}

export function UpdateCacheMiddleware(cache: Cache): MiddlewareFactory {
  return (getResponse) => (request) => {
    const response = getResponse(request);
    if (!request.cacheUpdateCache || response.statusCode !== 200) return response;
    const control = (response.headers['Cache-Control'] ?? '');
    if (/private|no-cache|no-store/.test(control) || hasVaryHeader(response, '*')) return response;
    if (response.headers['Set-Cookie'] !== undefined && hasVaryHeader(response, 'Cookie')) return response;
    const timeout = getMaxAge(response) ?? CACHE_MIDDLEWARE_SECONDS;
    if (timeout === 0) return response;
    if (request.META?.['HTTP_AUTHORIZATION'] && !control.includes('public')) patchVaryHeaders(response, ['Authorization']);
    cache.set(learnCacheKey(request, response, timeout, cache), response, timeout);
    return response;
  };
}

export function learnCacheKey(request: HttpRequest, response: HttpResponse, timeout: number, cache: Cache): string {
  const vary = response.headers['Vary'];
  const list = vary === undefined ? [] : vary.split(delimiter).map((name) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`).sort();
  cache.set(generateCacheHeaderKey(request), list, timeout);
  return generateCacheKey(request, request.method, list);
}

export function getCacheKey(request: HttpRequest, method: string, cache: Cache): string | null {
  const list = cache.get<string[]>(generateCacheHeaderKey(request));
  return list === undefined ? null : generateCacheKey(request, method, list);
}
