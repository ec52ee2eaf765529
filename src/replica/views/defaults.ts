/**
 * Mirrors `page_not_found`, `server_error`, `bad_request` and `permission_denied` of `django/views/defaults.py`,
 * for a project that has templates for them.
 */
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse, type HttpResponseBase } from '../http/response.ts';
import { requiresCsrfToken } from '../middleware/csrf.ts';
import type { Process } from '../process.ts';
import { renderTemplate } from '../template/backends.ts';

/** `handler400` to `handler500` of the root URLconf. */
export interface ErrorHandlers {
  /** The sources of `400.html`, `403.html`, `404.html`, `500.html` and `403_csrf.html`. */
  readonly pages: Readonly<Record<400 | 403 | 404 | 500 | 'csrf', string>>;
  /** In place of `server_error`: a page of the project's own, which may break in its turn. */
  readonly handler500?: (request: HttpRequest) => HttpResponseBase;
}

/** `bad_request`, `permission_denied`, `page_not_found`, `server_error` */
export function errorPage(
  status: 400 | 403 | 404 | 500,
  request: HttpRequest,
  process: Process,
): HttpResponseBase {
  const { handler500, pages } = process.errorHandlers;
  if (status === 500 && handler500) return handler500(request);
  return requiresCsrfToken(request, process, () => {
    const template = { name: `${status}.html`, source: pages[status] };
    return new HttpResponse(renderTemplate(template, {}, process.recorder), status);
  });
}
