import { resolveErrorHandler, type ErrorStatus } from './error-handlers.ts';
import { BadRequest, Http404, PermissionDenied, SuspiciousOperation } from './exceptions.ts';
import { type GetResponse, type HttpRequest, HttpResponse } from './http.ts';
import { logResponse, reasonPhrase } from './log.ts';
import { BaseException } from './more-exceptions.ts';
import { settings } from './settings.ts';
import { gotRequestException } from './signals.ts';

export function convertExceptionToResponse(getResponse: GetResponse): GetResponse {
  return (request) => {
    try {
      return getResponse(request);
    } catch (exception) {
      if (exception instanceof BaseException) throw exception;
      return responseForException(request, exception as Error);
    }
  };
}
function page(request: HttpRequest, status: ErrorStatus, exception: Error): HttpResponse {
  try {
    return resolveErrorHandler(status)(request, exception);
  } catch (broken) {
    if (broken instanceof BaseException) throw broken;
    return responseForException(request, broken instanceof Http404 || broken instanceof PermissionDenied || broken instanceof BadRequest || broken instanceof SuspiciousOperation ? new Error(broken.message) : (broken as Error));
  }
}
function uncaught(request: HttpRequest, exception: Error): HttpResponse {
  if (settings.DEBUG_PROPAGATE_EXCEPTIONS) throw exception;
  return resolveErrorHandler(500)(request);
}
export function responseForException(request: HttpRequest, exception: Error): HttpResponse {
  if (exception instanceof Http404) return page(request, 404, exception);
  if (exception instanceof PermissionDenied) {
    const response = page(request, 403, exception);
    logResponse(`Forbidden (Permission denied): ${request.path}`, { request, response, exception });
    return response;
  }
  if (exception instanceof BadRequest) {
    const response = page(request, 400, exception);
    logResponse(`${exception.message}: ${request.path}`, { request, response, exception });
    return response;
  }
  if (exception instanceof SuspiciousOperation) {
    const response = page(request, 400, exception);
    logResponse(exception.message, { request, response, exception, level: 'error', logger: `django.security.${exception.constructor.name}` });
    return response;
  }
  gotRequestException.send(null, { request });
  const response = uncaught(request, exception);
  logResponse(`${reasonPhrase(response.statusCode)}: ${request.path}`, { request, response, exception });
  return response;
}
