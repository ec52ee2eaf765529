import { A, answer, B, does, layer, mixin, type NamedCase, raise, shipped, stack } from './build.ts';

const fails = does(raise());
const handled = ['request_started', 'request_finished'];
const unhandled = ['request_started', 'got_request_exception', 'request_finished'];

/** Exceptions become responses at the boundaries between layers. */
export const exceptions: readonly NamedCase[] = [
  {
    title: 'an Http404 becomes a 404, and no got_request_exception is sent',
    facts: '§2.8, X12, X16c',
    stack: stack({ middleware: [A], view: does(raise('Http404')) }),
    sees: {
      status: 404,
      body: '<h1>Not found</h1>\n',
      story: ['A in', 'view', 'view raises Http404', 'Http404 became 404 at the core', 'A out 404'],
      signals: handled,
    },
  },
  {
    title: 'a PermissionDenied becomes a 403',
    facts: '§2.8, X12',
    stack: stack({ view: does(raise('PermissionDenied')) }),
    sees: { status: 403, body: '<h1>Forbidden</h1>\n', signals: handled },
  },
  {
    title: 'a BadRequest becomes a 400',
    facts: '§2.8, X12',
    stack: stack({ view: does(raise('BadRequest')) }),
    sees: { status: 400, body: '<h1>Bad request</h1>\n', signals: handled },
  },
  {
    title: 'a SuspiciousOperation becomes a 400',
    facts: '§2.8, X12, X12b',
    stack: stack({ view: does(raise('SuspiciousOperation')) }),
    sees: { status: 400, signals: handled },
  },
  {
    title: 'any other exception becomes a 500, and got_request_exception is sent',
    facts: '§2.8, §2.12, X12, X16',
    stack: stack({ middleware: [A], view: fails }),
    sees: {
      status: 500,
      body: '<h1>Server error</h1>\n',
      story: ['A in', 'view', 'view raises RuntimeError', 'RuntimeError became 500 at the core', 'A out 500'],
      signals: unhandled,
    },
  },
  {
    title: 'got_request_exception is sent for what a layer raises too, before the layers outside it go on',
    facts: '§2.8, §2.12, X16d, X17b',
    stack: stack({ middleware: [A, layer('RaisesIn', { before: [raise()] })] }),
    sees: { signals: unhandled, order: ['layer-raised', 'exception-converted', 'layer-left'] },
  },
  {
    title: 'an exception that a layer raises becomes a response by the same table',
    facts: '§2.8, X3, X12',
    stack: stack({ middleware: [A, layer('Gate', { before: [raise('PermissionDenied')] })] }),
    sees: {
      status: 403,
      story: [
        'A in',
        'Gate in',
        'Gate raises PermissionDenied',
        'PermissionDenied became 403 at Gate',
        'A out 403',
      ],
    },
  },
  {
    title: 'an Http404 of a layer never reaches the layers inside it',
    facts: '§3.3, B33',
    stack: stack({ middleware: [layer('TenantGate', { before: [raise('Http404')] }), A] }),
    sees: {
      status: 404,
      story: ['TenantGate in', 'TenantGate raises Http404', 'Http404 became 404 at TenantGate'],
    },
  },
  {
    title: 'an exception in a mixin is converted outside it: its process_response does not run',
    facts: '§2.2, 83',
    stack: stack({
      middleware: [A, mixin('Old', { before: [raise()], after: [answer(202)] })],
    }),
    sees: {
      story: [
        'A in',
        'Old in',
        'Old process_request',
        'Old process_request raises RuntimeError',
        'Old raises RuntimeError',
        'RuntimeError became 500 at Old',
        'A out 500',
      ],
    },
  },
  {
    title: 'a mixin outside an exception gets the error page in its process_response',
    facts: '21, 59, 72, §3.3, X7, B10',
    stack: stack({
      middleware: [mixin('Old', { after: [{ do: 'set-header', name: 'X-Old', value: '1' }] })],
      view: fails,
    }),
    sees: { status: 500, headers: { 'X-Old': '1' } },
  },
  {
    title: 'with DEBUG_PROPAGATE_EXCEPTIONS an exception passes every boundary',
    facts: '§2.8, §3.3, X7c',
    stack: stack({ middleware: [A, B], view: fails, settings: { DEBUG_PROPAGATE_EXCEPTIONS: true } }),
    sees: {
      story: [
        'A in',
        'B in',
        'view',
        'view raises RuntimeError',
        'RuntimeError passed the core',
        'B raises RuntimeError',
        'RuntimeError passed B',
        'A raises RuntimeError',
        'RuntimeError passed A',
        'RuntimeError escapes',
      ],
      status: null,
    },
  },
  {
    title: 'with DEBUG_PROPAGATE_EXCEPTIONS an Http404 becomes a response all the same',
    facts: '§2.8, X7c',
    stack: stack({ view: does(raise('Http404')), settings: { DEBUG_PROPAGATE_EXCEPTIONS: true } }),
    sees: { status: 404 },
  },
  {
    title: 'an error page that raises is tried again at every boundary, then it escapes',
    facts: '§2.8, 60, X15',
    stack: stack({ middleware: [A], view: does(raise('ValueError')), handler500: 'raises' }),
    sees: {
      story: [
        'A in',
        'view',
        'view raises ValueError',
        'RuntimeError passed the core',
        'A raises RuntimeError',
        'RuntimeError passed A',
        'RuntimeError escapes',
      ],
      status: null,
      escaped: 'RuntimeError',
    },
  },
  {
    title: 'a broken page for 500s leaves the other error pages as they are',
    facts: '§2.8, X15',
    stack: stack({ view: does(raise('Http404')), handler500: 'raises' }),
    sees: { status: 404 },
  },
  {
    title: 'with CSRF_USE_SESSIONS the error page itself needs a session: above SessionMiddleware it escapes',
    facts: '§2.8, §2.17, B46',
    stack: stack({
      middleware: [layer('Gate', { before: [raise('PermissionDenied')] }), shipped.Session],
      settings: { CSRF_USE_SESSIONS: true },
    }),
    sees: { status: null, escaped: 'django.core.exceptions.ImproperlyConfigured' },
  },
  {
    title: 'with CSRF_USE_SESSIONS an exception below SessionMiddleware gets its error page',
    facts: '§2.8, §2.17, B46',
    stack: stack({
      middleware: [shipped.Session, layer('Gate', { before: [raise('PermissionDenied')] })],
      settings: { CSRF_USE_SESSIONS: true },
    }),
    sees: { status: 403 },
  },
  {
    title: 'a host that is not allowed is a 400 once CommonMiddleware asks for it',
    facts: '145, §2.8, O1',
    stack: stack({
      middleware: [shipped.Common],
      request: { method: 'GET', path: '/books/7/', headers: { Host: 'elsewhere.example' } },
    }),
    sees: { status: 400 },
  },
  {
    title: 'a host that is not allowed is served when nobody asks for it',
    facts: '145, O1',
    stack: stack({ request: { method: 'GET', path: '/books/7/', headers: { Host: 'elsewhere.example' } } }),
    sees: { status: 200 },
  },
];
