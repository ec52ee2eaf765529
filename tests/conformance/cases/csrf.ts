import { answer, does, layer, type NamedCase, shipped, stack, watching } from './build.ts';

const { Session, Csrf } = shipped;
const secret = 'abcdefghijklmnopqrstuvwxyz012345';
const post = { method: 'POST', path: '/books/7/' } as const;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** The check of a POST. */
export const csrf: readonly NamedCase[] = [
  {
    title: 'a POST without a token is refused in process_view: the view and the hooks below are skipped',
    facts: '§2.14, 142, C1',
    stack: stack({
      middleware: [
        layer('A', { process_view: [] }),
        Csrf,
        layer('Handler', { process_view: [], process_exception: [answer(503)] }),
      ],
      request: post,
    }),
    sees: {
      status: 403,
      body: '<h1>Forbidden</h1>\n',
      story: [
        'A in',
        'CsrfViewMiddleware in',
        'CsrfViewMiddleware process_request',
        'Handler in',
        'A process_view',
        'CsrfViewMiddleware process_view',
        'CsrfViewMiddleware process_view → 403',
        'Handler out 403',
        'CsrfViewMiddleware process_response',
        'CsrfViewMiddleware out 403',
        'A out 403',
      ],
    },
  },
  {
    title: 'a POST with the cookie and its secret in a header passes',
    facts: '§2.14, C3',
    stack: stack({
      middleware: [Csrf],
      request: { ...post, cookies: { csrftoken: secret }, headers: { 'X-CSRFToken': secret } },
    }),
    sees: { status: 200 },
  },
  {
    title: 'a POST with the cookie and its secret in the form passes',
    facts: '§2.14, C3',
    stack: stack({
      middleware: [Csrf],
      request: {
        ...post,
        cookies: { csrftoken: secret },
        headers: form,
        body: `csrfmiddlewaretoken=${secret}`,
      },
    }),
    sees: { status: 200 },
  },
  {
    title: 'a POST with the cookie alone is refused',
    facts: '§2.14, C3',
    stack: stack({ middleware: [Csrf], request: { ...post, cookies: { csrftoken: secret } } }),
    sees: { status: 403 },
  },
  {
    title: 'a view that is csrf_exempt takes any POST',
    facts: '§2.14, 142, C3',
    stack: stack({ middleware: [Csrf], view: { ...does(answer()), csrf_exempt: true }, request: post }),
    sees: { status: 200 },
  },
  {
    title: 'a GET needs no token',
    facts: '§2.14, C3',
    stack: stack({ middleware: [Csrf] }),
    sees: { status: 200 },
  },
  {
    title: 'a POST to an unknown URL is a 404, not a refusal',
    facts: '§2.14, 71, C3',
    stack: stack({ middleware: [Csrf], request: { method: 'POST', path: '/nope/' } }),
    sees: { status: 404 },
  },
  {
    title: 'the cookie is set when somebody asked for the token',
    facts: '§2.14, C2',
    stack: stack({ middleware: [Csrf], view: does({ do: 'get-token' }, answer()) }),
    sees: {
      headers: { Vary: 'Cookie' },
      order: ['layer-entered', 'hook-called', 'hook-called', 'hook-called', 'layer-left'],
    },
  },
  {
    title: 'a page that asks for no token gets no cookie',
    facts: '§2.14, C4',
    stack: stack({ middleware: [Csrf] }),
    sees: { headers: { 'Set-Cookie': null, Vary: null } },
  },
  {
    title: 'a process_view that answers above CsrfViewMiddleware takes a POST without a token',
    facts: '§3.4, 81, 82, 142, B16',
    stack: stack({
      middleware: [layer('PVCache', { process_view: [answer(200, 'posted')] }), Csrf],
      request: post,
    }),
    sees: { status: 200, body: 'posted' },
  },
  {
    title: 'below CsrfViewMiddleware the same process_view is not asked',
    facts: '§3.4, B16',
    stack: stack({
      middleware: [Csrf, layer('PVCache', { process_view: [answer(200, 'posted')] })],
      request: post,
    }),
    sees: { status: 403 },
  },
  {
    title: 'a layer below CsrfViewMiddleware acts before the check: its write stays',
    facts: '§3.4, 142, O2',
    stack: stack({
      middleware: [
        Session,
        Csrf,
        layer('Writer', { before: [{ do: 'write-session', key: 'seen', value: '1' }] }),
      ],
      request: post,
    }),
    sees: { status: 403, statements: ['SELECT', 'BEGIN', 'INSERT'] },
  },
  {
    title: 'what is written in a process_view below the check is spared with the view',
    facts: '§3.4, 142, O2',
    stack: stack({
      middleware: [
        Session,
        Csrf,
        layer('Writer', { process_view: [{ do: 'write-session', key: 'seen', value: '1' }] }),
      ],
      request: post,
    }),
    sees: { status: 403, queries: 0 },
  },
  {
    title: 'a refusal is a response: process_exception does not hear of it',
    facts: '§2.14, C1',
    stack: stack({ middleware: [Csrf, watching('A')], request: post }),
    sees: { status: 403, signals: ['request_started', 'request_finished'] },
  },
];
