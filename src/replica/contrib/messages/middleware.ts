/** Mirrors `MessageMiddleware` of `django/contrib/messages/middleware.py`, for a request that leaves no message. */
import { ImproperlyConfigured } from '../../exceptions.ts';
import { middlewareMixin } from '../../utils/deprecation.ts';

export const MessageMiddleware = middlewareMixin('MessageMiddleware', () => ({
  /** `FallbackStorage` holds a `SessionStorage`, which insists on a session (`storage/session.py`). */
  processRequest(request) {
    if (!request.session) {
      throw new ImproperlyConfigured('MessageMiddleware needs SessionMiddleware before it in MIDDLEWARE.');
    }
    return null;
  },
  processResponse: (_request, response) => response,
}));
