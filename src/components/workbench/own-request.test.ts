import { expect, it } from 'vitest';
import { firstRequest, readRequest } from './own-request.ts';

it('a request is read from what was typed', () => {
  expect(
    readRequest({ ...firstRequest, path: ' /books/?page=2 ', headers: 'Accept: text/html\n\nX-Time: 12:30' }),
  ).toEqual({
    ok: true,
    request: { method: 'GET', path: '/books/?page=2', headers: { Accept: 'text/html', 'X-Time': '12:30' } },
  });
});

it('a body is a form’s unless its type is given', () => {
  const post = { ...firstRequest, method: 'POST', body: 'title=Emma' };
  expect(readRequest(post)).toMatchObject({
    request: { body: 'title=Emma', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  });
  expect(readRequest({ ...post, headers: 'content-type: application/json' })).toMatchObject({
    request: { headers: { 'content-type': 'application/json' } },
  });
});

it('what is no path or no header is said, with the field to correct', () => {
  expect(readRequest({ ...firstRequest, path: 'books/' })).toMatchObject({ ok: false, field: 'path' });
  expect(readRequest({ ...firstRequest, path: '/my books/' })).toMatchObject({ ok: false, field: 'path' });
  expect(readRequest({ ...firstRequest, headers: 'Accept: */*\nnonsense' })).toMatchObject({
    ok: false,
    field: 'headers',
    problem: expect.stringContaining('Line 2'),
  });
});
