/** Mirrors `AuthenticationMiddleware` and `LoginRequiredMiddleware` of `django/contrib/auth/middleware.py`. */
import { AttributeError, ImproperlyConfigured } from '../../exceptions.ts';
import type { HttpRequest } from '../../http/request.ts';
import { HttpResponseRedirect } from '../../http/response.ts';
import { middlewareMixin } from '../../utils/deprecation.ts';
import { agetUser, getUser } from './index.ts';
import type { User } from './models.ts';

/** Makes `request.user` lazy: nobody is fetched until somebody looks at it, and then only once. */
export const AuthenticationMiddleware = middlewareMixin('AuthenticationMiddleware', (process) => ({
  processRequest(request) {
    if (!request.session) {
      throw new ImproperlyConfigured(
        'AuthenticationMiddleware needs SessionMiddleware before it in MIDDLEWARE.',
      );
    }
    request.user = () => {
      request.cachedUser ??= getUser(request, process);
      return request.cachedUser;
    };
    request.auser = function* () {
      request.acachedUser ??= yield* agetUser(request, process);
      return request.acachedUser;
    };
    return null;
  },
}));

/** A `process_view`, so it never sees an address that doesn't resolve, nor a response made by an earlier layer. */
export const LoginRequiredMiddleware = middlewareMixin('LoginRequiredMiddleware', ({ settings }) => ({
  processView(request, view) {
    if (userOf(request).isAuthenticated || view.loginRequired === false) return null;
    const next = encodeURIComponent(request.getFullPath()).replaceAll('%2F', '/').replaceAll('%20', '+');
    // The host is asked for on the way, and may be refused there.
    request.getHost();
    return new HttpResponseRedirect(`${settings.LOGIN_URL}?next=${next}`);
  },
}));

function userOf(request: HttpRequest): User {
  if (!request.user) throw new AttributeError("the request has no attribute 'user'");
  return request.user();
}
