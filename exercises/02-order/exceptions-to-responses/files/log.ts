// Mirrors log_response of django/utils/log.py, and as much of Python's logging as it needs.
import type { HttpRequest, HttpResponse } from './http.ts';

export type Level = 'info' | 'warning' | 'error';

export interface LogRecord {
  /** `django.request`, `django.security.DisallowedHost`. */
  readonly logger: string;
  readonly level: Level;
  readonly message: string;
  readonly request: HttpRequest;
  readonly statusCode: number;
  /** Whose traceback is written below the message, if any. */
  readonly exception: unknown;
}

/** Where log records go: to a console, a file, a mail. */
export const logHandlers: ((record: LogRecord) => void)[] = [];

/** In Django the response itself remembers it: `_has_been_logged`. */
const logged = new WeakSet<HttpResponse>();

/**
 * Logs `message` about `response`, unless a line about that very response was logged before. Without a `level` the status
 * decides: 500 and more is an error, 400 and more a warning.
 */
export function logResponse(
  message: string,
  {
    request,
    response,
    exception,
    logger = 'django.request',
    level,
  }: {
    readonly request: HttpRequest;
    readonly response: HttpResponse;
    readonly exception?: unknown;
    readonly logger?: string;
    readonly level?: Level;
  },
): void {
  if (logged.has(response)) return;
  const { statusCode } = response;
  const byStatus = statusCode >= 500 ? 'error' : statusCode >= 400 ? 'warning' : 'info';
  const record = { logger, level: level ?? byStatus, message, request, statusCode, exception };
  for (const handler of logHandlers) handler(record);
  logged.add(response);
}

/** `Not Found` for 404: `response.reason_phrase`. */
export function reasonPhrase(statusCode: number): string {
  return phrases[statusCode] ?? 'Unknown Status Code';
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
