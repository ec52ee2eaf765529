/**
 * Mirrors `convert_exception_to_response` and `response_for_exception` of `django/core/handlers/exception.py`:
 * between any two layers exceptions become responses.
 */
import {
  BadRequest,
  exceptionPath,
  Http404,
  PermissionDenied,
  SuspiciousOperation,
} from '../../exceptions.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response.ts';
import type { Answer, GetResponse } from '../../middleware.ts';
import type { Process } from '../../process.ts';
import { type Coroutine, isCoroutineFunction, syncToAsync } from '../../sync.ts';
import { TemplateResponse } from '../../template/response.ts';
import { errorPage } from '../../views/defaults.ts';

/**
 * `convert_exception_to_response`: the boundary around a layer, or around the core.
 * @param boundary the layer's name, null for the core: for the trace alone
 */
export function convertExceptionToResponse(
  getResponse: GetResponse,
  boundary: string | null,
  process: Process,
): GetResponse {
  const convert = (request: HttpRequest, exception: unknown): HttpResponseBase =>
    noted(boundary, process, exception, () => responseForException(request, exception, process));

  if (isCoroutineFunction(getResponse)) {
    return function* (request) {
      try {
        return yield* getResponse(request) as Coroutine<Answer>;
      } catch (exception) {
        return yield* syncToAsync(convert, 'response_for_exception', process.recorder)(request, exception);
      }
    };
  }
  return (request) => {
    try {
      return getResponse(request);
    } catch (exception) {
      return convert(request, exception);
    }
  };
}

/** `response_for_exception`: the exceptions that Django knows get their own status, every other one a 500. */
function responseForException(request: HttpRequest, exception: unknown, process: Process): HttpResponseBase {
  const response = respond(request, exception, process);
  if (response instanceof TemplateResponse) response.render();
  return response;
}

function respond(request: HttpRequest, exception: unknown, process: Process): HttpResponseBase {
  const status = statusFor(exception);
  if (status !== 500) {
    try {
      return errorPage(status, request, process);
    } catch (broken) {
      // `get_exception_response`: the page for this status broke, so it is a server error now.
      process.signals.gotRequestException.send();
      return handleUncaughtException(request, broken, process);
    }
  }
  process.signals.gotRequestException.send();
  return handleUncaughtException(request, exception, process);
}

function statusFor(exception: unknown): 400 | 403 | 404 | 500 {
  if (exception instanceof Http404) return 404;
  if (exception instanceof PermissionDenied) return 403;
  if (exception instanceof BadRequest || exception instanceof SuspiciousOperation) return 400;
  return 500;
}

/** `handle_uncaught_exception` */
function handleUncaughtException(
  request: HttpRequest,
  exception: unknown,
  process: Process,
): HttpResponseBase {
  if (process.settings.DEBUG_PROPAGATE_EXCEPTIONS) throw exception;
  return errorPage(500, request, process);
}

function noted(
  boundary: string | null,
  { recorder }: Process,
  exception: unknown,
  convert: () => HttpResponseBase,
): HttpResponseBase {
  try {
    const response = convert();
    recorder.converted(boundary, exceptionPath(exception), response);
    return response;
  } catch (thrown) {
    recorder.note({ kind: 'boundary-raised', boundary, exception: exceptionPath(thrown) });
    throw thrown;
  }
}
