/** Mirrors `CsrfViewMiddleware` and `get_token` of `django/middleware/csrf.py`, for requests over HTTP. */
import { DisallowedHost, ImproperlyConfigured } from '../exceptions.ts';
import type { HttpRequest } from '../http/request.ts';
import { type HttpResponseBase, present } from '../http/response.ts';
import type { Answer } from '../middleware.ts';
import type { Process, Settings } from '../process.ts';
import type { View } from '../urls/resolvers.ts';
import { patchVaryHeaders } from '../utils/cache.ts';
import { middlewareMixin } from '../utils/deprecation.ts';
import { csrfFailure } from '../views/csrf.ts';

const secretLength = 32;
const tokenLength = 2 * secretLength;
const allowed = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const csrfSessionKey = '_csrftoken';
const csrfCookieName = 'csrftoken';
/** `CSRF_COOKIE_AGE`: a year, in seconds. */
const csrfCookieAge = 60 * 60 * 24 * 7 * 52;

/** Thrown inside this file alone, as `InvalidTokenFormat` and `RejectRequest` are in Django. */
class RejectRequest extends Error {}

export const CsrfViewMiddleware = middlewareMixin('CsrfViewMiddleware', (process) => ({
  processRequest: (request) => rememberSecret(request, process.settings),
  processView: (request, view) => check(request, view, process, () => csrfFailure(process)),
  processResponse: (request, response) => setCsrfCookie(request, response, process.settings),
}));

/** `@requires_csrf_token`, which Django's own error pages wear: all of the above, but nothing is refused. */
export function requiresCsrfToken(
  request: HttpRequest,
  process: Process,
  page: () => HttpResponseBase,
): HttpResponseBase {
  rememberSecret(request, process.settings);
  check(request, null, process, () => null);
  return setCsrfCookie(request, page(), process.settings);
}

/** `get_token`: the secret under a fresh mask. Asking for it is what makes Django send the cookie. */
export function getToken(request: HttpRequest): string {
  request.csrfCookie ??= randomText();
  request.csrfCookieNeedsUpdate = true;
  const mask = randomText();
  return mask + shift(request.csrfCookie, mask, 1);
}

/** `process_request`: takes the secret along; checks nothing. */
function rememberSecret(request: HttpRequest, settings: Settings): null {
  try {
    request.csrfCookie = getSecret(request, settings) ?? request.csrfCookie;
  } catch (thrown) {
    if (!(thrown instanceof RejectRequest)) throw thrown;
    request.csrfCookie = randomText();
    request.csrfCookieNeedsUpdate = true;
  }
  return null;
}

/** `process_view`: the check itself, after the address was resolved, since a view may be exempt. */
function check(request: HttpRequest, view: View | null, process: Process, reject: () => Answer): Answer {
  if (request.csrfProcessingDone || view?.csrfExempt) return null;
  if (!['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(request.method)) {
    try {
      verifyOrigin(request);
      checkToken(request, process.settings);
    } catch (thrown) {
      if (!(thrown instanceof RejectRequest)) throw thrown;
      return reject();
    }
  }
  request.csrfProcessingDone = true;
  return null;
}

/** `process_response` */
function setCsrfCookie<Response extends Answer>(
  request: HttpRequest,
  answer: Response,
  settings: Settings,
): Response {
  if (!request.csrfCookieNeedsUpdate) return answer;
  const secret = request.csrfCookie ?? '';
  if (settings.CSRF_USE_SESSIONS) {
    if (sessionOf(request).get(csrfSessionKey) !== secret) sessionOf(request).set(csrfSessionKey, secret);
  } else {
    const response = present(answer);
    response.setCookie(csrfCookieName, secret, { maxAge: csrfCookieAge, samesite: 'Lax' });
    patchVaryHeaders(response, 'Cookie');
  }
  request.csrfCookieNeedsUpdate = false;
  return answer;
}

function getSecret(request: HttpRequest, settings: Settings): string | null {
  const secret = settings.CSRF_USE_SESSIONS
    ? sessionOf(request).get(csrfSessionKey)
    : (request.COOKIES[csrfCookieName] ?? null);
  if (secret === null) return null;
  if (!settings.CSRF_USE_SESSIONS) checkFormat(secret);
  return secret.length === tokenLength ? unmask(secret) : secret;
}

function verifyOrigin(request: HttpRequest): void {
  const origin = request.META['HTTP_ORIGIN'];
  if (origin === undefined) return;
  try {
    if (origin === `${request.scheme}://${request.getHost()}`) return;
  } catch (thrown) {
    if (!(thrown instanceof DisallowedHost)) throw thrown;
  }
  throw new RejectRequest('origin');
}

function checkToken(request: HttpRequest, settings: Settings): void {
  const secret = getSecret(request, settings);
  if (secret === null) throw new RejectRequest('no cookie');
  const token = request.POST.get('csrfmiddlewaretoken') || request.META['HTTP_X_CSRFTOKEN'];
  if (token === undefined) throw new RejectRequest('no token');
  checkFormat(token);
  if ((token.length === tokenLength ? unmask(token) : token) !== secret)
    throw new RejectRequest('wrong token');
}

function checkFormat(token: string): void {
  if (token.length !== tokenLength && token.length !== secretLength) throw new RejectRequest('length');
  if (!/^[a-zA-Z0-9]*$/.test(token)) throw new RejectRequest('characters');
}

function sessionOf(request: HttpRequest): NonNullable<HttpRequest['session']> {
  if (request.session) return request.session;
  throw new ImproperlyConfigured('CSRF_USE_SESSIONS needs SessionMiddleware before CsrfViewMiddleware.');
}

function randomText(): string {
  return Array.from({ length: secretLength }, () => allowed[Math.floor(Math.random() * allowed.length)]).join(
    '',
  );
}

function unmask(token: string): string {
  return shift(token.slice(secretLength), token.slice(0, secretLength), -1);
}

/** Moves each character along the alphabet by its neighbour in `mask`, forwards or back. */
function shift(text: string, mask: string, direction: 1 | -1): string {
  const { length } = allowed;
  return Array.from(text, (character, index) => {
    const distance = direction * allowed.indexOf(mask[index] ?? 'a');
    return allowed[(allowed.indexOf(character) + distance + length) % length];
  }).join('');
}
