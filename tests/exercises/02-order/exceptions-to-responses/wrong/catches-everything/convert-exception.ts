// Mirrors django/core/handlers/exception.py.
import { type ErrorStatus, resolveErrorHandler } from './error-handlers.ts';
import { BadRequest, Http404, PermissionDenied, SuspiciousOperation } from './exceptions.ts';
import type { GetResponse, HttpRequest, HttpResponse } from './http.ts';
import { logResponse, reasonPhrase } from './log.ts';
import { settings } from './settings.ts';
import { gotRequestException } from './signals.ts';

/**
 * A boundary around `getResponse`: the same function, but whoever calls it gets a response even when `getResponse` throws.
 * One stands around the core and one around each layer; none of them knows of the others.
 *
 *  1. What `getResponse` returns is returned as it is.
 *  2. A `BaseException` goes on to the caller. It does so wherever it comes from, an error page too. All that is thrown here
 *     is a `BaseException` or an `Error`.
 *  3. Any other exception becomes a response: see `responseForException`.
 */
export function convertExceptionToResponse(getResponse: GetResponse): GetResponse {
  return (request) => {
    try {
      return getResponse(request);
    } catch (exception) {
      return responseForException(request, exception as Error);
    }
  };
}

/**
 * The response for an exception. A subclass is treated like its class.
 *
 * | exception           | page | logger            | level     | message                                 |
 * | ------------------- | ---- | ----------------- | --------- | --------------------------------------- |
 * | Http404             | 404  | none, see 5       |           |                                         |
 * | PermissionDenied    | 403  | django.request    | by status | `Forbidden (Permission denied): /path/` |
 * | BadRequest          | 400  | django.request    | by status | `its own message: /path/`               |
 * | SuspiciousOperation | 400  | django.security.X | error     | `its own message`                       |
 * | any other           | 500  | django.request    | by status | `Internal Server Error: /path/`         |
 *
 * X is the exception's own class, as in django.security.DisallowedHost. "Internal Server Error" is the reason phrase of the
 * page for 500; should that page answer 503, it is "Service Unavailable".
 *
 *  4. The project makes the pages: `resolveErrorHandler` finds the view for a status. Each gets the request, all but the one
 *     for 500 the exception too. What it returns is the response, whatever its status.
 *  5. `logResponse` writes the line when the page is made, with the exception. An Http404 is left to `base-handler.ts`.
 *  6. For "any other", `gotRequestException` is sent with `{ request }`, and null for the sender, before the page is made. For
 *     the others it isn't.
 *  7. If the page for 400, 403 or 404 throws, that is an unexpected exception, of whatever class: the signal is sent and the
 *     page for 500 takes the place of the broken one. The line in the log is still the one about the first exception, as the
 *     table has it: the signal alone tells that the page broke.
 *  8. When `settings` says DEBUG_PROPAGATE_EXCEPTIONS, then where the page for 500 would be made, the unexpected exception is
 *     thrown instead.
 *  9. What the page for 500 throws is caught by nobody here.
 *
 * The pages are found by `error-handlers.ts`; `log.ts`, `signals.ts` and `settings.ts` have what their names say, and
 * `more-exceptions.ts` has BaseException.
 *
 * Among what Django does besides: it has pages of its own while DEBUG is on, a row for a form that can't be parsed
 * (MultiPartParserError, like BadRequest), and it renders a page that is an unrendered TemplateResponse.
 */
export function responseForException(request: HttpRequest, exception: Error): HttpResponse {
  if (exception instanceof Http404) return getExceptionResponse(request, 404, exception);
  if (exception instanceof PermissionDenied) {
    const response = getExceptionResponse(request, 403, exception);
    logResponse(`Forbidden (Permission denied): ${request.path}`, { request, response, exception });
    return response;
  }
  if (exception instanceof BadRequest) {
    const response = getExceptionResponse(request, 400, exception);
    logResponse(`${exception.message}: ${request.path}`, { request, response, exception });
    return response;
  }
  if (exception instanceof SuspiciousOperation) {
    const response = getExceptionResponse(request, 400, exception);
    const logger = `django.security.${exception.constructor.name}`;
    logResponse(exception.message, { request, response, exception, logger, level: 'error' });
    return response;
  }
  gotRequestException.send(null, { request });
  const response = handleUncaughtException(request, exception);
  logResponse(`${reasonPhrase(response.statusCode)}: ${request.path}`, { request, response, exception });
  return response;
}

function getExceptionResponse(request: HttpRequest, status: ErrorStatus, exception: Error): HttpResponse {
  try {
    return resolveErrorHandler(status)(request, exception);
  } catch (broken) {
    gotRequestException.send(null, { request });
    return handleUncaughtException(request, broken as Error);
  }
}

function handleUncaughtException(request: HttpRequest, exception: Error): HttpResponse {
  if (settings.DEBUG_PROPAGATE_EXCEPTIONS) throw exception;
  return resolveErrorHandler(500)(request);
}
