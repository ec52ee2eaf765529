import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../trace/events.ts';
import { notCalled, shortName, traceRows } from './trace-rows.ts';

const trace: readonly TraceEvent[] = [
  { kind: 'layer-entered', layer: 'Outer' },
  { kind: 'layer-entered', layer: 'shop.layers.Inner' },
  { kind: 'view-called', view: 'shop.views.till' },
  { kind: 'view-raised', view: 'shop.views.till', exception: 'builtins.RuntimeError' },
  { kind: 'layer-raised', layer: 'shop.layers.Inner', exception: 'ValueError', status: 500 },
  { kind: 'layer-left', layer: 'Outer', status: 500 },
];

describe('the rows of a trace', () => {
  it('go in by one step with each layer and out again', () => {
    expect(traceRows(trace).map(({ depth, name }) => `${depth} ${name}`)).toEqual([
      '0 Outer',
      '1 Inner',
      '2 till',
      '2 till',
      '1 Inner',
      '0 Outer',
    ]);
  });

  it('say what happened and with which status', () => {
    expect(traceRows(trace).map(({ did, status }) => [did, status])).toEqual([
      ['gets the request', null],
      ['gets the request', null],
      ['is called', null],
      ['raises RuntimeError', null],
      ['raises ValueError, its boundary returns', 500],
      ['returns', 500],
    ]);
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
