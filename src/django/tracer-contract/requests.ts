import type { HttpRequest } from '../exchange.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const get = (path: string): HttpRequest => ({ method: 'GET', path });

/** What the layers are asked to do (`site/stage/layers.py`), on the way to a view. */
const doing = (path: string, ...wishes: string[]): HttpRequest =>
  get(`${path}?${wishes.map((wish) => `do=${wish}`).join('&')}`);

const layers = ['Plain', 'function', 'AsyncOnly', 'hybrid'];
const exceptions = ['Http404', 'PermissionDenied', 'BadRequest', 'SuspiciousOperation', 'KeyError'];

const token = 'a'.repeat(32);

const post = (path: string, body: string): HttpRequest => ({
  method: 'POST',
  path,
  headers: { ...form, 'X-CSRFToken': token },
  cookies: { csrftoken: token },
  body,
});

/** One after the other on one site. From the login on, the client sends the session's cookie. */
export const requests: readonly HttpRequest[] = [
  ...[
    '/answer/7/',
    '/unnamed/7/',
    '/class/',
    '/async-class/',
    '/instance/',
    '/none/',
    '/rendered/',
    '/template/',
    '/broken-template/',
    '/missing-template/',
    '/stream/',
    '/stream-raises/',
    '/file/',
    '/cookies/',
    '/unsafe/',
    '/async/',
    '/async-none/',
    '/async-forgotten/',
    '/async-stream/',
    '/async-stream-raises/',
    '/async-orm/',
    '/async-unsafe/',
    '/async-crowd/',
    '/async-nested/',
    '/variables/',
    '/async-variables/',
    '/signal/',
    '/async-signal/',
    '/',
    '/books/',
    '/books/1/',
    '/books/999/',
    '/books',
    '/authors/1/',
    '/orders/',
    '/no-such-page/',
    '/caf%C3%A9/?q=%C3%A9',
    '/login/',
    '/admin/',
    '/admin/login/',
  ].map(get),
  ...exceptions.map((exception) => get(`/raises/${exception}/`)),
  get('/raises/SystemExit/'),
  ...exceptions.map((exception) => get(`/async-raises/${exception}/`)),
  ...layers.flatMap((layer) => [
    doing('/answer/7/', `${layer}.before:raise:KeyError`),
    doing('/answer/7/', `${layer}.before:raise:Http404`),
    doing('/answer/7/', `${layer}.before:answer`),
    doing('/answer/7/', `${layer}.before:template`),
    doing('/answer/7/', `${layer}.after:raise:PermissionDenied`),
    doing('/answer/7/', `${layer}.after:answer`),
    doing('/answer/7/', `${layer}.after:none`),
    doing('/answer/7/', `${layer}.after:set:X-Stamp:1`),
  ]),
  ...['Plain', 'Mixin', 'AsyncOnly'].flatMap((layer) => [
    doing('/answer/7/', `${layer}.process_view:answer`),
    doing('/answer/7/', `${layer}.process_view:template`),
    doing('/answer/7/', `${layer}.process_view:raise:KeyError`),
    doing('/answer/7/', `${layer}.process_view:zero`),
    doing('/raises/KeyError/', `${layer}.process_exception:answer`),
    doing('/raises/KeyError/', `${layer}.process_exception:template`),
    doing('/raises/KeyError/', `${layer}.process_exception:raise:ValueError`),
    doing('/broken-template/', `${layer}.process_exception:answer`),
    doing('/broken-template/', `${layer}.process_exception:template`),
  ]),
  ...['Plain', 'AsyncOnly'].flatMap((layer) => [
    doing('/template/', `${layer}.process_template_response:none`),
    doing('/template/', `${layer}.process_template_response:raise:KeyError`),
    doing('/template/', `${layer}.process_template_response:set:X-Hook:1`),
  ]),
  doing('/answer/7/', 'Mixin.process_request:answer'),
  doing('/answer/7/', 'Mixin.process_request:raise:KeyError'),
  doing('/answer/7/', 'Mixin.process_response:none'),
  doing('/answer/7/', 'Mixin.process_response:answer'),
  doing('/answer/7/', 'Mixin.process_response:raise:KeyError'),
  doing('/raises/KeyError/', 'sorry:raise:ValueError'),
  { method: 'HEAD', path: '/answer/7/' },
  { method: 'HEAD', path: '/stream/' },
  { method: 'OPTIONS', path: '/class/' },
  { method: 'PUT', path: '/class/', body: 'x' },
  { method: 'DELETE', path: '/answer/7/' },
  { method: 'GET', path: '/answer/7/', headers: { Host: 'elsewhere.example' } },
  { method: 'GET', path: '/cookies/', cookies: { taste: 'sweet; dark', empty: '' } },
  { method: 'POST', path: '/posted/', headers: form, body: 'a=1&b=%C3%A9' },
  { method: 'POST', path: '/posted/', headers: { 'Content-Type': 'application/json' }, body: '{"a": "é"}' },
  { method: 'POST', path: '/login/', headers: form, body: 'username=ines&password=wrong' },
  get('/promote/'),
  post('/login/', 'username=maya&password=maya'),
  get('/orders/'),
  get('/admin/'),
  get('/admin/shop/book/'),
  get('/admin/shop/book/1/change/'),
  get('/admin/shop/book/add/'),
  post('/admin/shop/author/add/', 'name=Somebody'),
  post('/logout/', ''),
  get('/orders/'),
];
