import { expect, test } from 'vitest';
import type { TraceEvent } from './events.ts';
import { queriesOf, traceLines } from './lines.ts';

const at = { file: 'shop/views.py', line: 7, function: 'book', text: 'list(books)' };

const trace: TraceEvent[] = [
  { kind: 'layer-entered', layer: 'Outer' },
  { kind: 'layer-entered', layer: 'Inner' },
  { kind: 'view-called', view: 'shop.views.book' },
  { kind: 'query', sql: 'SELECT 1', milliseconds: 0.1, at },
  { kind: 'view-raised', view: 'shop.views.book', exception: 'ValueError', at },
  { kind: 'exception-converted', boundary: null, exception: 'ValueError', status: 500, headers: {} },
  { kind: 'layer-left', layer: 'Inner', status: 500, headers: {} },
  { kind: 'layer-raised', layer: 'Outer', exception: 'KeyError', at: null },
  { kind: 'exception-converted', boundary: 'Outer', exception: 'KeyError', status: 500, headers: {} },
  { kind: 'response-started', status: 500 },
];

test('a layer leaves at the depth at which it was entered', () => {
  expect(traceLines(trace)).toEqual([
    { depth: 0, text: '→ Outer' },
    { depth: 1, text: '→ Inner' },
    { depth: 2, text: '● shop.views.book' },
    { depth: 2, text: 'SELECT 1  (shop/views.py:7)' },
    { depth: 2, text: '✕ shop.views.book raises ValueError  (shop/views.py:7)' },
    { depth: 2, text: '⇒ the boundary around the core turns ValueError into a 500 response' },
    { depth: 1, text: '← Inner 500' },
    { depth: 0, text: '✕ Outer raises KeyError' },
    { depth: 0, text: '⇒ the boundary around Outer turns KeyError into a 500 response' },
    { depth: 0, text: '⇐ the server is given the status, 500, and the headers' },
  ]);
});

const inWords: readonly (readonly [TraceEvent, string])[] = [
  [{ kind: 'layer-built', layer: 'A', mode: 'sync' }, '+ Django builds A'],
  [{ kind: 'layer-built', layer: 'A', mode: 'async' }, '+ Django builds A, which is async'],
  [{ kind: 'layer-not-used', layer: 'A' }, '+ A raises MiddlewareNotUsed: Django goes on without it'],
  [
    { kind: 'short-circuited', layer: 'A', hook: null, status: 503 },
    '↩ A answers by itself: nothing inside it is called',
  ],
  [
    { kind: 'short-circuited', layer: 'A', hook: 'process_view', status: 403 },
    '↩ A answers in process_view: the view is not called',
  ],
  [
    { kind: 'hook-returned', layer: 'A', hook: 'process_view', status: null, headers: {} },
    '· A.process_view returns None',
  ],
  [
    {
      kind: 'url-resolved',
      path: '/books/7/',
      route: 'books/<int:pk>/',
      view: 'shop.book',
      kwargs: { pk: '7' },
    },
    "· /books/7/ matches 'books/<int:pk>/': shop.book(pk=7)",
  ],
  [
    { kind: 'boundary-raised', boundary: null, exception: 'KeyError' },
    '✕ the boundary around the core lets KeyError through',
  ],
  [
    { kind: 'view-returned', view: 'shop.book', status: null, headers: {}, type: 'coroutine' },
    '● shop.book returns a coroutine that nobody awaited',
  ],
  [
    { kind: 'layer-left', layer: 'A', status: null, headers: {}, type: 'int' },
    '← A returns an int, which is no response',
  ],
  [{ kind: 'layer-left', layer: 'A', status: null, headers: {} }, '← A returns None'],
  [
    {
      kind: 'layer-left',
      layer: 'A',
      status: 404,
      headers: { 'X-Stamp': null, Vary: 'Cookie' },
      another: true,
    },
    '← A returns another response, 404, without X-Stamp',
  ],
  [
    { kind: 'short-circuited', layer: 'A', hook: null, status: null },
    '↩ A does not call get_response: nothing inside it is called',
  ],
  [
    { kind: 'url-not-resolved', path: '/x/' },
    '✕ /x/ matches no URL pattern: the resolver raises Resolver404, which is an Http404',
  ],
  [
    { kind: 'exception-converted', boundary: null, exception: 'KeyError', status: null, headers: {} },
    '⇒ the boundary around the core turns KeyError into None',
  ],
  [{ kind: 'switched', to: 'sync', callee: 'shop.book' }, '⇄ over to sync code for shop.book'],
  [{ kind: 'body-sent', bytes: 12, streaming: true }, '⇐ the server sends the streamed body, 12 bytes'],
];

test.for(inWords)('%o is said in words', ([event, text]) => {
  expect(traceLines([event])).toMatchObject([{ text }]);
});

test('the queries of a trace keep their order and their line', () => {
  expect(queriesOf(trace).map(({ sql, at }) => [sql, at?.line])).toEqual([['SELECT 1', 7]]);
});
