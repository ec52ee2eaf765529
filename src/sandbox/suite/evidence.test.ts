import { expect, test } from 'vitest';
import type { Exchange } from '../../django/exchange.ts';
import type { TraceEvent } from '../../trace/events.ts';
import { exchangeEvidence } from './evidence.ts';

const headers = {};
const trace: TraceEvent[] = [
  { kind: 'signal-sent', signal: 'request_started' },
  { kind: 'layer-entered', layer: 'Stamp' },
  { kind: 'hook-called', layer: 'Stamp', hook: 'process_request' },
  { kind: 'hook-returned', layer: 'Stamp', hook: 'process_request', status: null, headers },
  { kind: 'url-resolved', path: '/', route: '', view: 'shop.views.index', kwargs: {} },
  { kind: 'hook-called', layer: 'Stamp', hook: 'process_response' },
  { kind: 'query', sql: 'SELECT 1', milliseconds: 1, at: null },
  { kind: 'hook-returned', layer: 'Stamp', hook: 'process_response', status: 200, headers },
  { kind: 'layer-left', layer: 'Stamp', status: 200, headers },
  { kind: 'switched', to: 'sync', callee: 'HttpResponseBase.close' },
  { kind: 'response-closed' },
];
const exchange: Exchange = {
  request: { method: 'GET', path: '/' },
  response: null,
  escaped: null,
  startUp: [],
  trace,
  output: '',
};

test('the trace of a failure has no signals, switches or server, and one line for a hook that did nothing else', () => {
  expect(exchangeEvidence(exchange)).toEqual([
    'Sent\n  GET /',
    [
      'Trace',
      '  → Stamp',
      '    · Stamp.process_request returns None',
      '    · Stamp.process_response',
      '    SELECT 1',
      '    · Stamp.process_response returns 200',
      '  ← Stamp 200',
    ].join('\n'),
  ]);
});
