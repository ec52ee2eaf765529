// Mirrors django/core/handlers/exception.py.
import { BadRequest, Http404, PermissionDenied, SuspiciousOperation } from './exceptions.ts';
import { type GetResponse, type HttpRequest, HttpResponse } from './http.ts';

/**
 * A boundary around `getResponse`: the same function, but whoever calls it always gets a response,
 * even when `getResponse` throws.
 */
export function convertExceptionToResponse(getResponse: GetResponse): GetResponse {
  return (request) => {
    try {
      return getResponse(request);
    } catch (exception) {
      return responseForException(request, exception);
    }
  };
}

/** A small one: Django's asks the URLconf of `request` for the page, and logs. */
export function responseForException(_request: HttpRequest, exception: unknown): HttpResponse {
  if (exception instanceof Http404) return new HttpResponse('Not Found', 404);
  if (exception instanceof PermissionDenied) return new HttpResponse('Forbidden', 403);
  if (exception instanceof BadRequest) return new HttpResponse('Bad Request', 400);
  if (exception instanceof SuspiciousOperation) return new HttpResponse('Bad Request', 400);
  // Django shows the exception itself only with DEBUG on; here it always helps.
  return new HttpResponse(`Server Error (500)\n${exception}`, 500);
}
