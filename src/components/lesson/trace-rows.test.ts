import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../trace/events.ts';
import { shortName } from '../../trace/phrases.ts';
import { notCalled, shownEvents, traceRows } from './trace-rows.ts';

const at = null;
const headers = {};

const trace: readonly TraceEvent[] = [
  { kind: 'layer-entered', layer: 'Outer' },
  { kind: 'layer-entered', layer: 'shop.layers.Inner' },
  { kind: 'hook-called', layer: 'Outer', hook: 'process_view' },
  { kind: 'hook-returned', layer: 'Outer', hook: 'process_view', status: null, headers },
  { kind: 'view-called', view: 'shop.views.till' },
  { kind: 'view-raised', view: 'shop.views.till', exception: 'builtins.RuntimeError', at },
  { kind: 'exception-converted', boundary: null, exception: 'builtins.RuntimeError', status: 500, headers },
  { kind: 'layer-raised', layer: 'shop.layers.Inner', exception: 'ValueError', at },
  {
    kind: 'exception-converted',
    boundary: 'shop.layers.Inner',
    exception: 'ValueError',
    status: 500,
    headers,
  },
  { kind: 'layer-left', layer: 'Outer', status: 500, headers },
  { kind: 'response-started', status: 500 },
];

describe('the rows of a trace', () => {
  it('go in by one step with each layer and out again', () => {
    expect(traceRows(shownEvents(trace)).map(({ depth, name }) => `${depth} ${name}`)).toEqual([
      '0 Outer',
      '1 Inner',
      '2 till',
      '2 till',
      '2 The boundary around the core',
      '1 Inner',
      '1 The boundary around Inner',
      '0 Outer',
    ]);
  });

  it('say what happened and with which status', () => {
    expect(traceRows(shownEvents(trace)).map(({ did, status }) => [did, status])).toEqual([
      ['gets the request', null],
      ['gets the request', null],
      ['is called', null],
      ['raises RuntimeError', null],
      ['turns RuntimeError into a 500 response', null],
      ['raises ValueError', null],
      ['turns ValueError into a 500 response', null],
      ['returns', 500],
    ]);
  });

  it('hold hooks, the server and the like where they are asked for', () => {
    const rows = traceRows(shownEvents(trace, ['hooks', 'server']));
    expect(rows.slice(2, 4).map(({ name, did }) => `${name} ${did}`)).toEqual([
      'Outer.process_view is called',
      'Outer.process_view returns None',
    ]);
    expect(rows.at(-1)).toEqual({
      depth: 0,
      way: 'aside',
      name: 'The server',
      did: 'is given the status and the headers',
      status: 500,
    });
  });

  it('leave out the layers that no request entered', () => {
    expect(notCalled(['shop.layers.Outer', 'shop.layers.Inner', 'shop.layers.Stamp'], trace)).toEqual([
      'Stamp',
    ]);
  });

  it('name a layer by the last part of its path', () => {
    expect(shortName('django.middleware.common.CommonMiddleware')).toBe('CommonMiddleware');
    expect(shortName('Outer')).toBe('Outer');
  });
});
