import { expect, it } from 'vitest';
import { toHttpRequest } from './http-request.ts';
import type { Stack } from './schema.ts';
import { SIGNED_IN_SESSION } from './signed-in.ts';

const stack: Stack = {
  server: 'asgi',
  middleware: [],
  views: [{ name: 'book', mode: 'sync', does: [{ do: 'answer', status: 200, body: '' }] }],
  routes: [],
  request: { method: 'POST', path: '/?a=1', cookies: { theme: 'dark' }, body: 'a=1' },
};

it('a stack’s request goes to its server with its own cookies and body', () => {
  expect(toHttpRequest(stack)).toEqual({
    server: 'asgi',
    method: 'POST',
    path: '/?a=1',
    headers: {},
    cookies: { theme: 'dark' },
    body: 'a=1',
  });
});

it('somebody who is signed in sends the cookie of their session', () => {
  const { cookies } = toHttpRequest({ ...stack, request: { method: 'GET', path: '/', signedIn: true } });
  expect(cookies).toEqual({ sessionid: SIGNED_IN_SESSION });
});
