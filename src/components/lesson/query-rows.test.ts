import { describe, expect, test } from 'vitest';
import type { SourceLine, TraceEvent } from '../../trace/events.ts';
import { numberWords, queryRows } from './query-rows.ts';

const headers = {};
const line = (number: number): SourceLine => ({
  file: 'shop/views.py',
  line: number,
  function: 'book_list',
  text: 'book.author.name',
});
const query = (sql: string, at: SourceLine | null = null): TraceEvent => ({
  kind: 'query',
  sql,
  milliseconds: 0,
  at,
});
const enter = (layer: string): TraceEvent => ({ kind: 'layer-entered', layer });
const leave = (layer: string): TraceEvent => ({ kind: 'layer-left', layer, status: 200, headers });
const callView: TraceEvent = { kind: 'view-called', view: 'shop.views.book_list' };
const endView: TraceEvent = { kind: 'view-returned', view: 'shop.views.book_list', status: 200, headers };
const render: TraceEvent = { kind: 'render-started', template: 'shop/book_list.html' };
const rendered: TraceEvent = { kind: 'render-finished', template: 'shop/book_list.html' };

describe('the queries of a request', () => {
  test('are one row when SQL, line and place are the same, also with another query in between', () => {
    const trace = [
      callView,
      query('SELECT books', line(9)),
      query('SELECT author', line(11)),
      query('SELECT publisher', line(12)),
      query('SELECT author', line(11)),
      query('SELECT publisher', line(12)),
      endView,
    ];
    expect(queryRows(trace).map(({ sql, numbers }) => [sql, numbers])).toEqual([
      ['SELECT books', [1]],
      ['SELECT author', [2, 4]],
      ['SELECT publisher', [3, 5]],
    ]);
  });

  test('stay apart when two lines run the same SQL', () => {
    const trace = [callView, query('SELECT 1', line(3)), query('SELECT 1', line(4)), endView];
    expect(queryRows(trace).map(({ at }) => at?.line)).toEqual([3, 4]);
  });

  test('belong to the layer that ran them, on its way in or out, or to what it calls', () => {
    const trace = [
      enter('shop.layers.Outer'),
      query('on the way in'),
      enter('Inner'),
      query('around the view'),
      callView,
      query('in the view'),
      render,
      query('in the template'),
      rendered,
      query('in the view again'),
      endView,
      query('behind the view'),
      leave('Inner'),
      query('on the way out'),
      leave('shop.layers.Outer'),
      query('in a streamed body'),
    ];
    expect(queryRows(trace).map(({ where }) => where)).toEqual([
      'in Outer, on the way in',
      'before the view, inside Inner',
      'in the view book_list',
      'in the template shop/book_list.html',
      'in the view book_list',
      'after the view, inside Inner',
      'in Outer, on the way out',
      'after every layer has returned',
    ]);
  });

  test('of a layer that answers by itself are simply in it', () => {
    const trace = [enter('Outer'), enter('Closed'), query('SELECT 1'), leave('Closed'), leave('Outer')];
    expect(queryRows(trace)[0]?.where).toBe('in Closed');
  });

  test('of a hook are in the hook, where hooks were recorded', () => {
    const trace: readonly TraceEvent[] = [
      enter('Outer'),
      { kind: 'hook-called', layer: 'Outer', hook: 'process_view' },
      query('SELECT 1'),
      { kind: 'hook-returned', layer: 'Outer', hook: 'process_view', status: null, headers },
      callView,
      endView,
      leave('Outer'),
    ];
    expect(queryRows(trace)[0]?.where).toBe('in process_view of Outer');
  });

  test('before any layer have nothing around them', () => {
    expect(queryRows([query('SELECT 1'), enter('Outer'), leave('Outer')])[0]?.where).toBe(
      'before the first layer',
    );
  });
});

test('numbers in a row are told by the first and the last', () => {
  expect([[3], [2, 3], [2, 3, 4], [2, 4], [2, 4, 6, 8], [2, 4, 6, 8, 10]].map(numberWords)).toEqual([
    '3',
    '2, 3',
    '2 to 4',
    '2, 4',
    '2, 4, 6, 8',
    '2, 4, 6 … 10',
  ]);
});
