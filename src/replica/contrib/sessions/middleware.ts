/** Mirrors `SessionMiddleware` of `django/contrib/sessions/middleware.py`. */
import type { HttpRequest } from '../../http/request.ts';
import { type HttpResponseBase, present } from '../../http/response.ts';
import type { Process } from '../../process.ts';
import { patchVaryHeaders } from '../../utils/cache.ts';
import { middlewareMixin } from '../../utils/deprecation.ts';
import { SessionStore } from './backends/db.ts';

export const sessionCookieName = 'sessionid';
/** `SESSION_COOKIE_AGE`: two weeks, in seconds. */
const sessionCookieAge = 60 * 60 * 24 * 7 * 2;

export const SessionMiddleware = middlewareMixin('SessionMiddleware', (process) => ({
  processRequest(request) {
    const key = request.COOKIES[sessionCookieName] ?? null;
    request.session = new SessionStore(key, process.database, process.recorder);
    return null;
  },
  processResponse(request, response) {
    return request.session ? saveSession(request, request.session, response, process) : response;
  },
}));

function saveSession(
  request: HttpRequest,
  session: SessionStore,
  answer: HttpResponseBase | null,
  { settings }: Process,
): HttpResponseBase | null {
  const { accessed, modified } = session;
  const empty = session.isEmpty();
  let needVaryCookie = accessed;
  if (sessionCookieName in request.COOKIES && empty) {
    present(answer).deleteCookie(sessionCookieName, { samesite: 'Lax' });
    needVaryCookie = true;
  } else if ((modified || settings.SESSION_SAVE_EVERY_REQUEST) && !empty) {
    // The age is asked of the session itself, which may keep an expiry of its own: that loads it.
    session.get('_session_expiry');
    const response = present(answer);
    // A server error saves nothing: what the view wrote may be half of it.
    if (response.statusCode < 500) {
      session.save();
      const options = { maxAge: sessionCookieAge, httponly: true, samesite: 'Lax' };
      response.setCookie(sessionCookieName, session.sessionKey ?? '', options);
      needVaryCookie = true;
    }
  }
  if (needVaryCookie) patchVaryHeaders(present(answer), 'Cookie');
  return answer;
}
