import { expect, test } from 'vitest';
import type { TraceEvent } from './events.ts';
import { queriesOf, traceLines } from './lines.ts';

const trace: TraceEvent[] = [
  { kind: 'layer-entered', layer: 'Outer' },
  { kind: 'layer-entered', layer: 'Inner' },
  { kind: 'view-called', view: 'shop.views.book' },
  {
    kind: 'query',
    sql: 'SELECT 1',
    milliseconds: 0.1,
    at: { file: 'shop/views.py', line: 7, function: 'book', text: 'list(books)' },
  },
  { kind: 'view-raised', view: 'shop.views.book', exception: 'ValueError' },
  { kind: 'layer-left', layer: 'Inner', status: 500 },
  { kind: 'layer-raised', layer: 'Outer', exception: 'KeyError', status: 500 },
];

test('a layer leaves at the depth at which it was entered', () => {
  expect(traceLines(trace)).toEqual([
    { depth: 0, text: '→ Outer' },
    { depth: 1, text: '→ Inner' },
    { depth: 2, text: '● shop.views.book' },
    { depth: 2, text: 'SELECT 1  (shop/views.py:7)' },
    { depth: 2, text: '✕ shop.views.book raised ValueError' },
    { depth: 1, text: '← Inner 500' },
    { depth: 0, text: '✕ Outer raised KeyError, which became 500' },
  ]);
});

test('the queries of a trace keep their order and their line', () => {
  expect(queriesOf(trace).map(({ sql, at }) => [sql, at?.line])).toEqual([['SELECT 1', 7]]);
});
