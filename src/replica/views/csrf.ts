/** Mirrors `csrf_failure` of `django/views/csrf.py` for a project that has a `403_csrf.html`. */
import { HttpResponse } from '../http/response.ts';
import type { Process } from '../process.ts';
import { renderTemplate } from '../template/backends.ts';

export function csrfFailure({ errorHandlers, recorder }: Process): HttpResponse {
  const template = { name: '403_csrf.html', source: errorHandlers.pages.csrf };
  return new HttpResponse(renderTemplate(template, {}, recorder), 403);
}
