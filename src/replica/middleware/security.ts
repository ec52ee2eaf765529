/**
 * Mirrors `SecurityMiddleware` of `django/middleware/security.py`. Its headers are written on the way out, so at
 * the top they come last.
 */
import { HttpResponseRedirect, present } from '../http/response.ts';
import { middlewareMixin } from '../utils/deprecation.ts';

export const SecurityMiddleware = middlewareMixin('SecurityMiddleware', ({ settings }) => ({
  processRequest(request) {
    if (!settings.SECURE_SSL_REDIRECT || request.isSecure()) return null;
    return new HttpResponseRedirect(`https://${request.getHost()}${request.getFullPath()}`, 301);
  },
  processResponse(request, response) {
    const { headers } = present(response);
    if (settings.SECURE_HSTS_SECONDS > 0 && request.isSecure()) {
      headers.setDefault('Strict-Transport-Security', `max-age=${settings.SECURE_HSTS_SECONDS}`);
    }
    headers.setDefault('X-Content-Type-Options', 'nosniff');
    headers.setDefault('Referrer-Policy', 'same-origin');
    headers.setDefault('Cross-Origin-Opener-Policy', 'same-origin');
    return response;
  },
}));
