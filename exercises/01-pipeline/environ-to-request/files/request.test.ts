import { expect, test } from 'vitest';
import type { Environ } from './environ.ts';
import { WSGIRequest } from './request.ts';

test('a request gives names to what the server wrote down', () => {
  const sent = new TextEncoder().encode('stars=5GET /the-next-request/ HTTP/1.1');
  let position = 0;
  const environ: Environ = {
    REQUEST_METHOD: 'POST',
    SCRIPT_NAME: '/shop',
    PATH_INFO: '/books/7/',
    QUERY_STRING: 'tag=new&tag=red',
    CONTENT_LENGTH: '7',
    HTTP_USER_AGENT: 'a browser',
    'wsgi.input': {
      read(size = sent.length) {
        const bytes = sent.subarray(position, position + size);
        position += bytes.length;
        return bytes;
      },
    },
  };

  const request = new WSGIRequest(environ);

  expect(request.path).toBe('/shop/books/7/');
  expect(request.pathInfo).toBe('/books/7/');
  expect(request.GET.get('tag')).toBe('red');
  expect(request.GET.getlist('tag')).toEqual(['new', 'red']);
  expect(request.headers.get('user-agent')).toBe('a browser');
  expect(position).toBe(0);
  expect(new TextDecoder().decode(request.body)).toBe('stars=5');
});
