import { A, answer, layer, mixin, type NamedCase, stack, watching } from './build.ts';

/** URLs: when they are looked up, and what comes of it. */
export const resolving: readonly NamedCase[] = [
  {
    title: 'an unknown URL is a 404 of the core: no process_view, and every layer sees it on the way out',
    facts: '§2.6, 71, 79, P1.404url, B30',
    stack: stack({ middleware: [watching('A'), watching('B')], request: { method: 'GET', path: '/nope/' } }),
    sees: {
      story: ['A in', 'B in', 'Resolver404 became 404 at the core', 'B out 404', 'A out 404'],
      status: 404,
      body: '<h1>Not found</h1>\n',
    },
  },
  {
    title: 'of two patterns that match, the first wins',
    facts: '7, P1.firstmatch',
    stack: stack({
      views: [
        { name: 'first', mode: 'sync', does: [answer(200, 'first')] },
        { name: 'second', mode: 'sync', does: [answer(200, 'second')] },
      ],
      routes: [
        { route: 'books/<int:pk>/', view: 'first' },
        { route: 'books/<str:slug>/', view: 'second' },
      ],
    }),
    sees: { body: 'first' },
  },
  {
    title: 'a converter that refuses its part of the path leaves the URL to the next pattern',
    facts: '7',
    stack: stack({
      views: [
        { name: 'first', mode: 'sync', does: [answer(200, 'first')] },
        { name: 'second', mode: 'sync', does: [answer(200, 'second')] },
      ],
      routes: [
        { route: 'books/<int:pk>/', view: 'first' },
        { route: 'books/<str:slug>/', view: 'second' },
      ],
      request: { method: 'GET', path: '/books/emma/' },
    }),
    sees: { body: 'second' },
  },
  {
    title: 'the URL is looked up after process_request and before process_view',
    facts: '76, 79, 46, P1.resolver',
    stack: stack({ middleware: [mixin('OA', { before: [{ do: 'get-token' }], process_view: [] })] }),
    sees: {
      order: [
        'layer-entered',
        'hook-called',
        'hook-returned',
        'url-resolved',
        'hook-called',
        'hook-returned',
        'view-called',
      ],
    },
  },
  {
    title: 'the view gets the arguments as process_view left them, whether or not the route names them',
    facts: '80, P1.kwargs',
    stack: stack({
      middleware: [layer('Edits', { process_view: [{ do: 'set-kwarg', name: 'extra', value: '99' }] })],
    }),
    sees: { status: 200, story: ['Edits in', 'Edits process_view', 'view', 'Edits out 200'] },
  },
  {
    title: 'a pattern must match the whole path',
    facts: '7',
    stack: stack({ middleware: [A], request: { method: 'GET', path: '/books/7/reviews/' } }),
    sees: { status: 404 },
  },
];
