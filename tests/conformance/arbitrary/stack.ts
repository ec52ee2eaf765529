import * as fc from 'fast-check';
import type { Action, Stack, View } from '../../../src/stack/schema.ts';
import { answerTemplate, asking, plainAnswer, raise, renderAnswer, returnNone, stream } from './actions.ts';
import { once, oneOf } from './choose.ts';
import { middleware } from './layers.ts';
import { request } from './request.ts';

const viewEnd = oneOf(
  { weight: 6, arbitrary: plainAnswer },
  { weight: 7, arbitrary: raise },
  { weight: 7, arbitrary: answerTemplate },
  { weight: 2, arbitrary: renderAnswer },
  { weight: 2, arbitrary: stream },
  { weight: 1, arbitrary: returnNone },
);

const view: fc.Arbitrary<View> = fc
  .record({
    name: fc.constant('book'),
    mode: fc.constantFrom('sync' as const, 'async' as const),
    csrf_exempt: fc.constantFrom(false, false, true),
    login_not_required: fc.constantFrom(false, false, true),
    first: oneOf(
      { weight: 8, arbitrary: fc.constant<Action[]>([]) },
      { weight: 1, arbitrary: asking.map((action) => [action]) },
    ),
    last: viewEnd,
  })
  .map(({ csrf_exempt, login_not_required, first, last, ...rest }) => ({
    ...rest,
    ...(csrf_exempt && { csrf_exempt }),
    ...(login_not_required && { login_not_required }),
    does: [...first, last],
  }));

const usualRoute = { route: 'books/<int:pk>/', view: 'book' };

/** Nearly always the one that the path is made for. */
const routes = oneOf<Stack['routes']>(
  { weight: 9, arbitrary: fc.constant([usualRoute]) },
  {
    weight: 1,
    arbitrary: fc.subarray(
      [
        { route: '', view: 'book' },
        { route: 'books/<slug:name>/', view: 'book' },
        usualRoute,
        { route: '<str:shelf>/<path:rest>', view: 'book' },
        { route: 'nowhere', view: 'book' },
      ],
      { minLength: 1 },
    ),
  },
);

const seldom = once(12, fc.boolean());
const rarely = once(25, fc.boolean());

const settings: fc.Arbitrary<NonNullable<Stack['settings']>> = fc
  .record({
    APPEND_SLASH: seldom,
    PREPEND_WWW: rarely,
    SECURE_SSL_REDIRECT: rarely,
    SECURE_HSTS_SECONDS: once(12, fc.constantFrom(0, 60)),
    SESSION_SAVE_EVERY_REQUEST: seldom,
    CSRF_USE_SESSIONS: rarely,
    DEBUG_PROPAGATE_EXCEPTIONS: rarely,
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

/** Random stacks: everything that the description allows, the common things more often. */
export const anyStack: fc.Arbitrary<Stack> = fc
  .record({
    server: fc.constantFrom('wsgi' as const, 'asgi' as const),
    middleware,
    view,
    request,
    settings,
    routes,
    broken: oneOf({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  .map(({ view, settings, broken, ...rest }) => ({
    ...rest,
    views: [view],
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(broken && { handler500: 'raises' as const }),
  }));
