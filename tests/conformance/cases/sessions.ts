import { answer, does, layer, type NamedCase, shipped, stack, usual } from './build.ts';

const { Session, Auth, Message, Csrf, LoginRequired } = shipped;
const signedIn = { method: 'GET', path: '/books/7/', signedIn: true } as const;
const asksForUser = does({ do: 'read-user' }, answer());
const writes = does({ do: 'write-session', key: 'cart', value: '1' }, answer());
const notConfigured = 'ImproperlyConfigured';

/** Sessions, users, and the middleware that needs them. */
export const sessions: readonly NamedCase[] = [
  {
    title: 'a page that never asks for the user costs no query, and does not vary by cookie',
    facts: '6, 93, §2.16, S6',
    stack: stack({ middleware: usual, request: signedIn }),
    sees: { queries: 0, headers: { Vary: null } },
  },
  {
    title: 'a page that asks for the signed-in user costs two queries, and varies by cookie',
    facts: '6, 93, §2.16, S6',
    stack: stack({ middleware: usual, view: asksForUser, request: signedIn }),
    sees: { queries: 2, headers: { Vary: 'Cookie' } },
  },
  {
    title: 'asking for an anonymous user costs no query, but the page varies by cookie',
    facts: '6, §2.16, S6',
    stack: stack({ middleware: usual, view: asksForUser }),
    sees: { queries: 0, headers: { Vary: 'Cookie' } },
  },
  {
    title: 'reading an empty session makes the page vary by cookie',
    facts: '§2.15, C5',
    stack: stack({ middleware: [Session], view: does({ do: 'read-session', key: 'cart' }, answer()) }),
    sees: { headers: { Vary: 'Cookie', 'Set-Cookie': null } },
  },
  {
    title: 'a session that nobody touches leaves no trace in the response',
    facts: '§2.15, C5b',
    stack: stack({ middleware: [Session] }),
    sees: { headers: { Vary: null, 'Set-Cookie': null }, queries: 0 },
  },
  {
    title: 'a session that was written is saved on the way out of SessionMiddleware, and its cookie set',
    facts: '§2.15, 92, C5c',
    stack: stack({ middleware: [Session], view: writes }),
    sees: { statements: ['SELECT', 'BEGIN', 'INSERT'], headers: { Vary: 'Cookie' } },
  },
  {
    title: 'a session is not saved when the response is a 500',
    facts: '§2.15, 92, S8',
    stack: stack({
      middleware: [Session],
      view: does({ do: 'write-session', key: 'cart', value: '1' }, answer(500)),
    }),
    sees: { queries: 0, headers: { 'Set-Cookie': null, Vary: 'Cookie' } },
  },
  {
    title: 'with SESSION_SAVE_EVERY_REQUEST a page that does not use the session writes it',
    facts: '94, C5d',
    stack: stack({
      middleware: [Session],
      request: signedIn,
      settings: { SESSION_SAVE_EVERY_REQUEST: true },
    }),
    sees: { statements: ['SELECT', 'BEGIN', 'UPDATE'] },
  },
  {
    title: 'a session that is written above SessionMiddleware after get_response is lost',
    facts: '§3.5, B22',
    stack: stack({
      middleware: [layer('LastSeen', { after: [{ do: 'write-session', key: 'seen', value: '1' }] }), Session],
    }),
    sees: { status: 200, queries: 0, headers: { 'Set-Cookie': null } },
  },
  {
    title: 'a session that is written below SessionMiddleware after get_response is saved',
    facts: '§3.5, B22',
    stack: stack({
      middleware: [Session, layer('LastSeen', { after: [{ do: 'write-session', key: 'seen', value: '1' }] })],
    }),
    sees: { status: 200, statements: ['SELECT', 'BEGIN', 'INSERT'] },
  },
  {
    title: 'AuthenticationMiddleware above SessionMiddleware is a 500 on every page',
    facts: '42, 43, 52, 53, Y3, Y3b',
    stack: stack({ middleware: [Auth, Session] }),
    sees: {
      status: 500,
      story: [
        'AuthenticationMiddleware in',
        'AuthenticationMiddleware process_request',
        `AuthenticationMiddleware process_request raises ${notConfigured}`,
        `AuthenticationMiddleware raises ${notConfigured}`,
        `${notConfigured} became 500 at AuthenticationMiddleware`,
      ],
    },
  },
  {
    title: 'MessageMiddleware above SessionMiddleware is a 500 on every page',
    facts: '42, §2.17, Y3e',
    stack: stack({ middleware: [Message, Session] }),
    sees: { status: 500 },
  },
  {
    title:
      'with CSRF_USE_SESSIONS, CsrfViewMiddleware above SessionMiddleware can not even show its error page',
    facts: '42, §2.17, Y3g, B46',
    stack: stack({ middleware: [Csrf, Session], settings: { CSRF_USE_SESSIONS: true } }),
    sees: { status: null, escaped: 'django.core.exceptions.ImproperlyConfigured' },
  },
  {
    title: 'LoginRequiredMiddleware without AuthenticationMiddleware raises an AttributeError',
    facts: '42, §2.16, Y3c',
    stack: stack({ middleware: [LoginRequired] }),
    sees: {
      status: 500,
      story: [
        'LoginRequiredMiddleware in',
        'LoginRequiredMiddleware process_view',
        'LoginRequiredMiddleware process_view raises AttributeError',
        'AttributeError became 500 at the core',
        'LoginRequiredMiddleware out 500',
      ],
    },
  },
  {
    title: 'LoginRequiredMiddleware works above AuthenticationMiddleware: it is a process_view',
    facts: '§2.16, B37',
    stack: stack({ middleware: [Session, LoginRequired, Auth] }),
    sees: { status: 302, headers: { Location: '/login/?next=/books/7/' } },
  },
  {
    title: 'LoginRequiredMiddleware lets a signed-in user pass',
    facts: '§2.16, B37',
    stack: stack({ middleware: [Session, LoginRequired, Auth], request: signedIn }),
    sees: { status: 200, queries: 2 },
  },
  {
    title: 'LoginRequiredMiddleware sends nobody away from a URL that does not exist',
    facts: '§2.16, 71, O6',
    stack: stack({ middleware: [Session, Auth, LoginRequired], request: { method: 'GET', path: '/nope/' } }),
    sees: { status: 404 },
  },
  {
    title: 'LoginRequiredMiddleware leaves a view alone that is marked login_not_required',
    facts: '§2.16, O6',
    stack: stack({
      middleware: [Session, Auth, LoginRequired],
      view: { ...does(answer()), login_not_required: true },
    }),
    sees: { status: 200, queries: 0 },
  },
  {
    title: 'a process_view that answers above LoginRequiredMiddleware lets everybody in',
    facts: '§3.4, 81, 82, B16b',
    stack: stack({
      middleware: [Session, Auth, layer('PVCache', { process_view: [answer()] }), LoginRequired],
    }),
    sees: { status: 200 },
  },
  {
    title: 'below LoginRequiredMiddleware the same process_view is not asked',
    facts: '§3.4, B16b',
    stack: stack({
      middleware: [Session, Auth, LoginRequired, layer('PVCache', { process_view: [answer()] })],
    }),
    sees: { status: 302 },
  },
  {
    title: 'in async code auser() gives the user that request.user gives',
    facts: '§2.16, 108, A10',
    stack: stack({
      server: 'asgi',
      middleware: [Session, Auth],
      view: { ...asksForUser, mode: 'async' },
      request: signedIn,
    }),
    sees: { status: 200, queries: 2 },
  },
];
