import { expect, test } from 'vitest';
import type { Exchange, HttpResponse } from '../../django/exchange.ts';
import { createSiteResponse } from './response.ts';

const response: HttpResponse = {
  status: 200,
  reason: 'OK',
  // As Django's WSGI handler sends them, a space before the name.
  headers: [
    ['Set-Cookie', ' csrftoken=abc=; Path=/; SameSite=Lax'],
    ['set-cookie', 'sessionid=xyz; HttpOnly'],
  ],
  body: new Uint8Array(),
};
const exchange: Exchange = {
  request: { method: 'GET', path: '/books/' },
  response,
  escaped: null,
  startUp: [],
  trace: [],
  output: '',
};

test('the cookies that a response sets can be sent back as they are', () => {
  expect(createSiteResponse(exchange, response).cookies).toEqual({ csrftoken: 'abc=', sessionid: 'xyz' });
});
