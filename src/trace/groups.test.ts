import { expect, test } from 'vitest';
import type { TraceEvent } from './events.ts';
import { onlyGroups } from './groups.ts';

const trace: TraceEvent[] = [
  { kind: 'signal-sent', signal: 'request_started' },
  { kind: 'layer-entered', layer: 'Closed' },
  { kind: 'short-circuited', layer: 'Closed', hook: null, status: 503 },
  { kind: 'layer-left', layer: 'Closed', status: 503, headers: {} },
  { kind: 'response-started', status: 503 },
];

test('the groups that are asked for stay, in their order', () => {
  expect(onlyGroups(trace, ['layers']).map(({ kind }) => kind)).toEqual(['layer-entered', 'layer-left']);
  expect(onlyGroups(trace, ['server', 'hooks']).map(({ kind }) => kind)).toEqual([
    'short-circuited',
    'response-started',
  ]);
});
