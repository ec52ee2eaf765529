// Mirrors URLResolver.resolve_error_handler of django/urls/resolvers.py, and django/views/defaults.py.
import { type HttpRequest, HttpResponse } from './http.ts';

export type ErrorStatus = 400 | 403 | 404 | 500;

/** A view that makes the page of an error. The one for 500 is called with the request alone, the others with the exception too. */
export type ErrorHandler = (request: HttpRequest, exception?: Error) => HttpResponse;

/** What the project's root URLconf names: `urlconf.handler404 = …`. */
export const urlconf: Partial<Record<`handler${ErrorStatus}`, ErrorHandler>> = {};

/** The page that the project has for a status, or else the one that comes with Django. */
export function resolveErrorHandler(statusCode: ErrorStatus): ErrorHandler {
  return urlconf[`handler${statusCode}`] ?? (() => new HttpResponse(titles[statusCode], statusCode));
}

const titles: Readonly<Record<ErrorStatus, string>> = {
  400: 'Bad Request (400)',
  403: '403 Forbidden',
  404: 'Not Found',
  500: 'Server Error (500)',
};
