// Mirrors django/core/handlers/exception.py.
import { type ErrorStatus, resolveErrorHandler } from './error-handlers.ts';
import { BadRequest, Http404, PermissionDenied, SuspiciousOperation } from './exceptions.ts';
import type { GetResponse, HttpRequest, HttpResponse } from './http.ts';
import { type Level, logResponse, reasonPhrase } from './log.ts';
import { settings } from './settings.ts';
import { gotRequestException } from './signals.ts';

interface Row {
  readonly kind: new (message?: string) => Error;
  readonly page: ErrorStatus;
  readonly line?: (exception: Error, path: string) => { message: string; logger?: string; level?: Level };
}

const rows: readonly Row[] = [
  { kind: Http404, page: 404 },
  {
    kind: PermissionDenied,
    page: 403,
    line: (_, path) => ({ message: `Forbidden (Permission denied): ${path}` }),
  },
  { kind: BadRequest, page: 400, line: ({ message }, path) => ({ message: `${message}: ${path}` }) },
  {
    kind: SuspiciousOperation,
    page: 400,
    line: (exception) => ({
      message: exception.message,
      logger: `django.security.${exception.constructor.name}`,
      level: 'error',
    }),
  },
];

/** In this project whatever may become a response is an `Error`. */
export function convertExceptionToResponse(getResponse: GetResponse): GetResponse {
  return (request) => {
    try {
      return getResponse(request);
    } catch (exception) {
      if (exception instanceof Error) return responseForException(request, exception);
      throw exception;
    }
  };
}

export function responseForException(request: HttpRequest, exception: Error): HttpResponse {
  const row = rows.find(({ kind }) => exception instanceof kind);
  if (row === undefined) {
    const response = unexpected(request, exception);
    logResponse(`${reasonPhrase(response.statusCode)}: ${request.path}`, { request, response, exception });
    return response;
  }
  let response: HttpResponse;
  try {
    response = resolveErrorHandler(row.page)(request, exception);
  } catch (broken) {
    if (!(broken instanceof Error)) throw broken;
    response = unexpected(request, broken);
  }
  if (row.line !== undefined) {
    const { message, ...rest } = row.line(exception, request.path);
    logResponse(message, { request, response, exception, ...rest });
  }
  return response;
}

function unexpected(request: HttpRequest, exception: Error): HttpResponse {
  gotRequestException.send(null, { request });
  if (settings.DEBUG_PROPAGATE_EXCEPTIONS) throw exception;
  return resolveErrorHandler(500)(request);
}
