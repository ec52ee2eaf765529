import { expect, test } from 'vitest';
import type { TraceEvent } from './events.ts';
import { parseTrace } from './schema.ts';

const trace: TraceEvent[] = [
  { kind: 'layer-entered', layer: 'Outer' },
  { kind: 'layer-left', layer: 'Outer', status: 200, headers: { Vary: null } },
];

test('a trace passes as it is', () => {
  expect(parseTrace(structuredClone(trace))).toEqual(trace);
});

test('a complaint names the event and its field', () => {
  const [entered, left] = trace;
  expect(() => parseTrace([entered, { ...left, status: '200' }])).toThrow(
    /^Event 1 of the trace \(layer-left\), field status: /,
  );
  expect(() => parseTrace([entered, { ...left, headers: { Vary: 1 } }])).toThrow(
    /^Event 1 of the trace \(layer-left\), field headers\.Vary: /,
  );
});

test('an unknown kind and an unknown field are refused', () => {
  expect(() => parseTrace([{ kind: 'layer-lost' }])).toThrow(
    /^Event 0 of the trace \(layer-lost\), field kind: /,
  );
  expect(() => parseTrace([{ ...trace[0], status: 200 }])).toThrow(
    /^Event 0 of the trace \(layer-entered\).*status/,
  );
  expect(() => parseTrace('nothing')).toThrow(/^The trace: /);
});
