import * as fc from 'fast-check';
import type { StackRequest } from '../../../src/stack/schema.ts';
import { oneOf } from './choose.ts';

const secret = 'abcdefghijklmnopqrstuvwxyz012345';
const otherSecret = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** The mask of a token is added to it letter by letter, and an `a` adds nothing. */
const masked = 'a'.repeat(32) + secret;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** What a request may carry besides its path. Half of the time there is nothing. */
const carried: fc.Arbitrary<Pick<StackRequest, 'headers' | 'cookies' | 'body'>> = oneOf(
  { weight: 10, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      { cookies: { csrftoken: secret }, headers: { 'X-CSRFToken': secret } },
      { cookies: { csrftoken: secret }, headers: { 'X-CSRFToken': masked } },
      { cookies: { csrftoken: masked }, headers: { 'X-CSRFToken': secret } },
      { cookies: { csrftoken: secret }, headers: { 'X-CSRFToken': otherSecret } },
      { cookies: { csrftoken: secret }, headers: { 'X-CSRFToken': 'too-short' } },
      { cookies: { csrftoken: secret }, headers: form, body: `csrfmiddlewaretoken=${secret}&title=Emma` },
      { cookies: { csrftoken: secret }, headers: form, body: 'title=Emma' },
      { cookies: { csrftoken: 'no secret at all' }, headers: { 'X-CSRFToken': secret } },
      { cookies: { csrftoken: secret } },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      { cookies: { sessionid: 'nobody0has0this0session0key00000' } },
      { cookies: { sessionid: 'short' } },
      { cookies: { other: 'cookie' } },
      { cookies: { other: 'with space, "quotes"; and more' } },
      { headers: { Cookie: 'sessionid=a; csrftoken; =x; sessionid=b' } },
      { headers: { Host: 'elsewhere.example' } },
      { headers: { Host: 'localhost:8000' } },
      { headers: { Host: 'bookshop.example.' } },
      { headers: { Host: 'www.bookshop.example' } },
      { headers: { Origin: 'http://bookshop.example' } },
      { headers: { Origin: 'http://elsewhere.example' } },
      { headers: { Origin: 'null' } },
    ),
  },
);

export const request: fc.Arbitrary<StackRequest> = fc
  .record({
    method: oneOf(
      { weight: 6, arbitrary: fc.constant('GET' as const) },
      { weight: 3, arbitrary: fc.constant('POST' as const) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'),
      },
    ),
    path: oneOf(
      { weight: 9, arbitrary: fc.constant('/books/7/') },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          '/books/7',
          '/books/7?page=2',
          '/nowhere/',
          '/',
          '/books/seven/?page=2&sort=title',
          '//books/7/',
          '/b%C3%BCcher/7/',
          '/books/a%20b/',
          '/books/%/',
          '/books/007/',
          '/books/7;v=1/?next=/a?b&c=%26',
          '/\u00fc/7',
        ),
      },
    ),
    signedIn: fc.constantFrom(false, false, true),
    carried,
  })
  .map(({ method, path, signedIn, carried }) => ({
    method,
    path,
    ...carried,
    ...(signedIn && { signedIn }),
  }));
