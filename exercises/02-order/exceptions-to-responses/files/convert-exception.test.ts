import { expect, test } from 'vitest';
import { convertExceptionToResponse } from './convert-exception.ts';
import { urlconf } from './error-handlers.ts';
import { Http404 } from './exceptions.ts';
import { HttpResponse } from './http.ts';
import { gotRequestException } from './signals.ts';

test("an Http404 becomes the project's own page, and nobody is alarmed", () => {
  const alarms: unknown[] = [];
  gotRequestException.connect((_sender, { request }) => alarms.push(request));
  urlconf.handler404 = (request, exception) =>
    new HttpResponse(`${request.path}? ${exception?.message}`, 404);

  const getResponse = convertExceptionToResponse(() => {
    throw new Http404('no such book');
  });
  const response = getResponse({ method: 'GET', path: '/books/77/' });

  expect(response.statusCode).toBe(404);
  expect(response.content).toBe('/books/77/? no such book');
  expect(alarms).toEqual([]);
});
