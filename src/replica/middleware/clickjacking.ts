/** Mirrors `XFrameOptionsMiddleware` of `django/middleware/clickjacking.py`. */
import { present } from '../http/response.ts';
import { middlewareMixin } from '../utils/deprecation.ts';

export const XFrameOptionsMiddleware = middlewareMixin('XFrameOptionsMiddleware', ({ settings }) => ({
  processResponse(_request, response) {
    present(response).headers.setDefault('X-Frame-Options', settings.X_FRAME_OPTIONS.toUpperCase());
    return response;
  },
}));
