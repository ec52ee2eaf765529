// Mirrors django/core/handlers/exception.py.
import { resolveErrorHandler } from './error-handlers.ts';
import { BadRequest, Http404, PermissionDenied, SuspiciousOperation } from './exceptions.ts';
import type { GetResponse, HttpRequest, HttpResponse } from './http.ts';
import { type Level, logResponse, reasonPhrase } from './log.ts';
import { BaseException } from './more-exceptions.ts';
import { settings } from './settings.ts';
import { gotRequestException } from './signals.ts';

export const convertExceptionToResponse =
  (getResponse: GetResponse): GetResponse =>
  (request) => {
    try {
      return getResponse(request);
    } catch (exception) {
      return responseForException(request, foreseeable(exception));
    }
  };

export function responseForException(request: HttpRequest, exception: Error): HttpResponse {
  const status = statusOf(exception);
  const response = status === 500 ? alarm(request, exception) : pageOf(request, status, exception);
  if (status === 404) return response;
  let message = `${reasonPhrase(response.statusCode)}: ${request.path}`;
  let how: { logger?: string; level?: Level } = {};
  if (status === 403) message = `Forbidden (Permission denied): ${request.path}`;
  if (exception instanceof BadRequest) message = `${exception.message}: ${request.path}`;
  if (exception instanceof SuspiciousOperation) {
    message = exception.message;
    how = { logger: ['django', 'security', exception.constructor.name].join('.'), level: 'error' };
  }
  logResponse(message, { request, response, exception, ...how });
  return response;
}

function statusOf(exception: Error): 400 | 403 | 404 | 500 {
  if (exception instanceof Http404) return 404;
  if (exception instanceof PermissionDenied) return 403;
  return exception instanceof BadRequest || exception instanceof SuspiciousOperation ? 400 : 500;
}

function pageOf(request: HttpRequest, status: 400 | 403 | 404, exception: Error): HttpResponse {
  try {
    return resolveErrorHandler(status)(request, exception);
  } catch (broken) {
    return alarm(request, foreseeable(broken));
  }
}

function alarm(request: HttpRequest, exception: Error): HttpResponse {
  gotRequestException.send(null, { request });
  if (settings.DEBUG_PROPAGATE_EXCEPTIONS) throw exception;
  const page = resolveErrorHandler(500);
  return page(request);
}

function foreseeable(thrown: unknown): Error {
  if (thrown instanceof BaseException) throw thrown;
  return thrown as Error;
}
