/** Traces written by hand, for tests: each as short as the question allows. */
import type { HeaderChanges, SourceLine, Trace, TraceEvent } from '../events.ts';

export const line = (number: number): SourceLine => ({
  file: 'shop/views.py',
  line: number,
  function: 'book_list',
  text: 'for book in books:',
});

export const entered = (layer: string): TraceEvent => ({ kind: 'layer-entered', layer });

export const left = (
  layer: string,
  status: number | null = 200,
  headers: HeaderChanges = {},
): TraceEvent => ({
  kind: 'layer-left',
  layer,
  status,
  headers,
});

export const query = (sql: string, at: SourceLine | null = null): TraceEvent => ({
  kind: 'query',
  sql,
  milliseconds: 0.5,
  at,
});

/** What the core does for a view that answers. */
export const core = (status = 200, headers: HeaderChanges = {}): Trace => [
  { kind: 'url-resolved', path: '/books/', route: 'books/', view: 'shop.views.book_list', kwargs: {} },
  { kind: 'view-called', view: 'shop.views.book_list' },
  { kind: 'view-returned', view: 'shop.views.book_list', status, headers },
];

/** What the server does with a response. */
export const served = (status = 200): Trace => [
  { kind: 'response-started', status },
  { kind: 'body-sent', bytes: 12, streaming: false },
  { kind: 'response-closed' },
  { kind: 'signal-sent', signal: 'request_finished' },
];

/** `Outer` outside `Inner`, and a view that answers with a header. */
export const plain: Trace = [
  { kind: 'signal-sent', signal: 'request_started' },
  entered('Outer'),
  entered('Inner'),
  ...core(200, { 'Content-Type': 'text/html' }),
  left('Inner', 200, { 'X-Stamp': 'inner' }),
  left('Outer', 200, { 'X-Stamp': 'outer' }),
  ...served(),
];
