import { answer, layer, type NamedCase, setHeader, shipped, stack } from './build.ts';

const { Session, Auth, Common, Security, XFrame } = shipped;
const signedIn = { method: 'GET', path: '/books/7/', signedIn: true } as const;
/** Headers and redirects: which layer writes them, and which responses get them. */
export const headers: readonly NamedCase[] = [
  {
    title: 'SecurityMiddleware writes its headers on the way out, so an inner layer does not see them',
    facts: '54, 55, O8c',
    stack: stack({
      middleware: [Security, layer('Inner', { after: [setHeader('X-Content-Type-Options', 'mine')] })],
    }),
    sees: { headers: { 'X-Content-Type-Options': 'mine', 'Referrer-Policy': 'same-origin' } },
  },
  {
    title: 'a short-circuit above SecurityMiddleware goes out without its headers',
    facts: '54, §3.4, B18',
    stack: stack({ middleware: [layer('Maintenance', { before: [answer(503)] }), Security, XFrame] }),
    sees: { status: 503, headers: { 'X-Content-Type-Options': null, 'X-Frame-Options': null } },
  },
  {
    title: 'a short-circuit below SecurityMiddleware goes out with its headers',
    facts: '54, §3.4, B18',
    stack: stack({ middleware: [Security, XFrame, layer('Maintenance', { before: [answer(503)] })] }),
    sees: { status: 503, headers: { 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY' } },
  },
  {
    title: "XFrameOptionsMiddleware keeps a view's own choice",
    facts: '66, 143, B15',
    stack: stack({
      middleware: [XFrame, layer('Inner', { after: [setHeader('X-Frame-Options', 'SAMEORIGIN')] })],
    }),
    sees: { headers: { 'X-Frame-Options': 'SAMEORIGIN' } },
  },
  {
    title: 'a redirect of CommonMiddleware above SecurityMiddleware goes out without its headers',
    facts: '55, §3.4, B19',
    stack: stack({ middleware: [Common, Security], settings: { PREPEND_WWW: true } }),
    sees: {
      status: 301,
      headers: { Location: 'http://www.bookshop.example/books/7/', 'X-Content-Type-Options': null },
    },
  },
  {
    title: 'SecurityMiddleware on top redirects to HTTPS before anything costs a query',
    facts: '54, §2.17, §3.4, B19b',
    stack: stack({
      middleware: [Security, Session, Auth, layer('Asks', { before: [{ do: 'read-user' }] })],
      request: signedIn,
      settings: { SECURE_SSL_REDIRECT: true },
    }),
    sees: { status: 301, queries: 0, headers: { Location: 'https://bookshop.example/books/7/' } },
  },
  {
    title: 'SecurityMiddleware at the bottom redirects to HTTPS after two queries',
    facts: '54, §2.17, §3.4, B19b',
    stack: stack({
      middleware: [Session, Auth, layer('Asks', { before: [{ do: 'read-user' }] }), Security],
      request: signedIn,
      settings: { SECURE_SSL_REDIRECT: true },
    }),
    sees: { status: 301, queries: 2 },
  },
  {
    title:
      'CommonMiddleware turns a 404 into a redirect: a layer below it sees the 404, the client the redirect',
    facts: '150, §2.17, §3.2, B13',
    stack: stack({ middleware: [Common, layer('AccessLog')], request: { method: 'GET', path: '/books/7' } }),
    sees: {
      status: 301,
      headers: { Location: '/books/7/' },
      story: [
        'CommonMiddleware in',
        'CommonMiddleware process_request',
        'AccessLog in',
        'Resolver404 became 404 at the core',
        'AccessLog out 404',
        'CommonMiddleware process_response',
        'CommonMiddleware out 301',
      ],
    },
  },
  {
    title: 'an access log above CommonMiddleware sees the redirect',
    facts: '§3.2, B13',
    stack: stack({ middleware: [layer('AccessLog'), Common], request: { method: 'GET', path: '/books/7' } }),
    sees: { status: 301, order: ['layer-entered', 'layer-entered', 'layer-left', 'layer-left'] },
  },
  {
    title: 'a short-circuit between two layers keeps the request id of the inner one off the answer',
    facts: '§3.2, B7',
    stack: stack({
      middleware: [
        layer('AccessLog'),
        layer('Limiter', { before: [answer(429)] }),
        layer('RequestId', { after: [setHeader('X-Request-ID', '1')] }),
      ],
    }),
    sees: { status: 429, headers: { 'X-Request-ID': null } },
  },
  {
    title: 'a layer that refuses above Cors answers without its header',
    facts: '65, §3.4, B18b',
    stack: stack({
      middleware: [
        layer('TokenAuth', { before: [answer(401)] }),
        layer('Cors', { after: [setHeader('Access-Control-Allow-Origin', '*')] }),
      ],
    }),
    sees: { status: 401, headers: { 'Access-Control-Allow-Origin': null } },
  },
  {
    title:
      'a limiter by user costs two queries for each request that it refuses, one above Authentication none',
    facts: '33, 58, 78, §3.4, B11',
    stack: stack({
      middleware: [Session, Auth, layer('Limiter', { before: [{ do: 'read-user' }, answer(429)] })],
      request: signedIn,
    }),
    sees: { status: 429, queries: 2 },
  },
];
