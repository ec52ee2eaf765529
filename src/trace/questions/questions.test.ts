import { describe, expect, it } from 'vitest';
import type { Trace } from '../events.ts';
import { headerHistory, headerStates } from './headers.ts';
import { layerFates, stopOf, viewStopOf } from './layers.ts';
import { core, entered, left, line, plain, query, served } from './made-traces.ts';
import { phasesOf } from './phases.ts';
import { duplicateQueries, queryGroups } from './queries.ts';
import { escapeOf, responseMaker } from './response.ts';
import { switchesOf } from './switches.ts';

const phases = (trace: Trace) => phasesOf(trace).map(({ phase }) => phase);
const startUp: Trace = [
  { kind: 'layer-built', layer: 'Inner', mode: 'sync' },
  { kind: 'layer-not-used', layer: 'Unused' },
  { kind: 'layer-built', layer: 'Outer', mode: 'sync' },
];
const answeredOutside: Trace = [
  entered('Outer'),
  { kind: 'short-circuited', layer: 'Outer', hook: null, status: 503 },
  left('Outer', 503, { 'Content-Type': 'text/plain' }),
  ...served(503),
];
const crashed: Trace = [
  entered('Outer'),
  entered('Inner'),
  ...core().slice(0, 2),
  { kind: 'view-raised', view: 'shop.views.book_list', exception: 'ValueError', at: line(3) },
  { kind: 'hook-called', layer: 'Inner', hook: 'process_exception' },
  { kind: 'hook-returned', layer: 'Inner', hook: 'process_exception', status: null, headers: {} },
  { kind: 'signal-sent', signal: 'got_request_exception' },
  { kind: 'render-started', template: '500.html' },
  { kind: 'render-finished', template: '500.html' },
  { kind: 'exception-converted', boundary: null, exception: 'ValueError', status: 500, headers: {} },
  left('Inner', 500),
  left('Outer', 500),
];
const raisedInside: Trace = [
  entered('Outer'),
  entered('Inner'),
  { kind: 'layer-raised', layer: 'Inner', exception: 'RuntimeError', at: null },
  {
    kind: 'exception-converted',
    boundary: 'Inner',
    exception: 'RuntimeError',
    status: 500,
    headers: { 'Content-Type': 'text/html' },
  },
  left('Outer', 500),
];

describe('the phases of a request', () => {
  it('are in, resolve, view, out, sent and closed for a plain one', () => {
    expect(phases([...startUp, ...plain])).toEqual([
      'load',
      'in',
      'resolve',
      'view',
      'out',
      'sent',
      'closed',
    ]);
  });

  it('cover every event, each once', () => {
    const spans = phasesOf(crashed);
    expect(spans[0]?.from).toBe(0);
    expect(spans.at(-1)?.to).toBe(crashed.length);
    expect(spans.slice(1).every(({ from }, index) => from === spans[index]?.to)).toBe(true);
  });

  it('have process_view before the view, and template responses rendered after both hooks', () => {
    const hook = (name: 'process_view' | 'process_template_response'): Trace => [
      { kind: 'hook-called', layer: 'Inner', hook: name },
      { kind: 'hook-returned', layer: 'Inner', hook: name, status: null, headers: {} },
    ];
    const [resolved, ...view] = core();
    const trace: Trace = [
      entered('Inner'),
      ...(resolved ? [resolved] : []),
      ...hook('process_view'),
      ...view,
      ...hook('process_template_response'),
      { kind: 'render-started', template: 'books.html' },
      query('SELECT 1'),
      { kind: 'render-finished', template: 'books.html' },
      left('Inner'),
    ];
    expect(phases(trace)).toEqual([
      'in',
      'resolve',
      'process_view',
      'view',
      'template_response',
      'render',
      'out',
    ]);
  });

  it('count a template that the view renders as the view, and an error page as the exception', () => {
    const [resolved, called, returned] = core();
    if (!resolved || !called || !returned) throw new Error('the core has three events');
    const render: Trace = [
      { kind: 'render-started', template: 'books.html' },
      { kind: 'render-finished', template: 'books.html' },
    ];
    expect(phases([resolved, called, ...render, returned])).toEqual(['resolve', 'view']);
    expect(phases(crashed)).toEqual(['in', 'resolve', 'view', 'exception', 'out']);
  });

  it('put a switch with what it carries', () => {
    const trace: Trace = [
      entered('Outer'),
      { kind: 'switched', to: 'async', callee: 'Inner' },
      entered('Inner'),
      ...core(),
      { kind: 'switched', to: 'sync', callee: 'log_response' },
      left('Inner'),
    ];
    expect(phasesOf(trace)).toEqual([
      { phase: 'in', from: 0, to: 3 },
      { phase: 'resolve', from: 3, to: 4 },
      { phase: 'view', from: 4, to: 6 },
      { phase: 'out', from: 6, to: 8 },
    ]);
  });
});

describe('the layers', () => {
  it('that the request passed are called, and one that opted out is not used', () => {
    expect(layerFates(startUp, plain).map(({ layer, fate }) => `${layer} ${fate}`)).toEqual([
      'Outer called',
      'Unused not-used',
      'Inner called',
    ]);
  });

  it('inside a short-circuit are skipped because of it', () => {
    expect(layerFates(startUp, answeredOutside).at(-1)).toEqual({
      layer: 'Inner',
      fate: 'skipped',
      because: { kind: 'short-circuited', by: 'Outer', hook: null },
    });
  });

  it('inside one that raised on its way in are skipped because of it', () => {
    expect(layerFates([], raisedInside, ['Outer', 'Inner', 'Core'])).toEqual([
      { layer: 'Outer', fate: 'called' },
      { layer: 'Inner', fate: 'called' },
      {
        layer: 'Core',
        fate: 'skipped',
        because: { kind: 'raised', by: 'Inner', exception: 'RuntimeError' },
      },
    ]);
  });

  it('that a failed start-up never came to are not built', () => {
    const failed: Trace = [{ kind: 'layer-built', layer: 'Inner', mode: 'sync' }];
    expect(layerFates(failed, [], ['Outer', 'Inner'])[0]).toEqual({ layer: 'Outer', fate: 'not-built' });
  });

  it('stop nothing when they raise or answer on the way out', () => {
    expect(
      stopOf([entered('A'), ...core(), { kind: 'layer-raised', layer: 'A', exception: 'X', at: null }]),
    ).toBe(null);
  });
});

describe('the view', () => {
  it('was called, or something is to blame', () => {
    expect(viewStopOf(plain)).toBe(null);
    expect(viewStopOf(answeredOutside)).toEqual({ kind: 'short-circuited', by: 'Outer', hook: null });
    expect(viewStopOf([entered('A'), { kind: 'url-not-resolved', path: '/x/' }])).toEqual({
      kind: 'not-resolved',
      path: '/x/',
    });
  });

  it('is spared by an answer of process_view, which no layer is', () => {
    const trace: Trace = [
      entered('A'),
      ...core().slice(0, 1),
      { kind: 'hook-called', layer: 'A', hook: 'process_view' },
      { kind: 'hook-returned', layer: 'A', hook: 'process_view', status: 403, headers: {} },
      { kind: 'short-circuited', layer: 'A', hook: 'process_view', status: 403 },
      left('A', 403),
    ];
    expect(viewStopOf(trace)).toEqual({ kind: 'process-view-answered', by: 'A' });
    expect(stopOf(trace)).toBe(null);
  });
});

describe('queries', () => {
  const trace = [
    query('A'),
    query('B', line(4)),
    query('B', line(4)),
    query('B', line(9)),
    query('C'),
    query('C'),
  ];

  it('with the same SQL are one group, with every line that ran it once', () => {
    expect(queryGroups(trace)[1]).toEqual({
      sql: 'B',
      count: 3,
      milliseconds: 1.5,
      lines: [line(4), line(9)],
      indexes: [1, 2, 3],
    });
  });

  it('that ran more than once are duplicates, the most frequent first', () => {
    expect(duplicateQueries(trace).map(({ sql, count }) => `${count} × ${sql}`)).toEqual(['3 × B', '2 × C']);
  });
});

describe('a header', () => {
  it('was set last by the outermost layer that touched it, and says who had set it before', () => {
    expect(headerHistory(plain, 'x-stamp').map(({ by, change, value }) => ({ by, change, value }))).toEqual([
      { by: { kind: 'layer', layer: 'Inner' }, change: 'set', value: 'inner' },
      { by: { kind: 'layer', layer: 'Outer' }, change: 'changed', value: 'outer' },
    ]);
    expect(headerHistory(plain, 'X-Gone')).toEqual([]);
  });

  it('that was removed says by whom, and may come back', () => {
    const trace = [
      left('A', 200, { ETag: '"1"' }),
      left('B', 200, { etag: null }),
      left('C', 200, { ETag: '"2"' }),
    ];
    expect(headerHistory(trace, 'ETag').map(({ change }) => change)).toEqual(['set', 'removed', 'set']);
    expect(headerStates(trace.slice(0, 2))).toMatchObject([{ name: 'etag', value: null }]);
  });

  it('of another response is set by whoever returned it, and one that it has not is removed', () => {
    const trace: Trace = [
      ...core(200, { 'X-Stamp': 'a', Vary: 'Cookie' }),
      { kind: 'layer-left', layer: 'B', status: 200, headers: { 'X-Stamp': 'a', Vary: null }, another: true },
    ];
    const last = (name: string) => headerHistory(trace, name).at(-1);
    expect(last('X-Stamp')).toMatchObject({ by: { layer: 'B' }, change: 'set', value: 'a' });
    expect(last('Vary')).toMatchObject({ by: { layer: 'B' }, change: 'removed' });
  });

  it('is listed as it was sent', () => {
    expect(headerStates(plain).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Content-Type: text/html',
      'X-Stamp: outer',
    ]);
  });
});

describe('the response', () => {
  it('was made by the view, a short-circuit or a boundary', () => {
    expect(responseMaker(plain)?.by).toEqual({ kind: 'view', view: 'shop.views.book_list' });
    expect(responseMaker(answeredOutside)).toMatchObject({
      by: { kind: 'layer', layer: 'Outer' },
      status: 503,
    });
    expect(responseMaker(crashed)).toMatchObject({
      by: { kind: 'boundary', boundary: null, exception: 'ValueError' },
      status: 500,
    });
    expect(responseMaker(raisedInside)?.by).toMatchObject({ kind: 'boundary', boundary: 'Inner' });
  });

  it('was made by the layer that handed on another status', () => {
    expect(responseMaker([entered('A'), ...core(200), left('A', 304)])?.by).toEqual({
      kind: 'layer',
      layer: 'A',
    });
  });

  it('was made by whoever handed on another response, with the same status too', () => {
    const another: Trace = [{ kind: 'layer-left', layer: 'A', status: 200, headers: {}, another: true }];
    expect(responseMaker([entered('A'), ...core(200), ...another])?.by).toEqual({
      kind: 'layer',
      layer: 'A',
    });
    const hook = { layer: 'A', hook: 'process_response' } as const;
    const answered: Trace = [{ kind: 'hook-returned', ...hook, status: 200, headers: {}, another: true }];
    expect(responseMaker([entered('A'), ...core(200), ...answered, left('A')])?.by).toMatchObject(hook);
  });

  it('was made by the process_exception hook that answered', () => {
    const trace: Trace = [
      { kind: 'view-raised', view: 'v', exception: 'ValueError', at: null },
      { kind: 'hook-returned', layer: 'A', hook: 'process_exception', status: 418, headers: {} },
      left('A', 418),
    ];
    expect(responseMaker(trace)).toMatchObject({
      by: { layer: 'A', hook: 'process_exception' },
      status: 418,
    });
  });

  it('is nobody’s when an exception escaped, and the exception is told with where it came from', () => {
    const trace: Trace = [
      ...plain.slice(0, 5),
      { kind: 'exception-escaped', exception: 'SystemExit', at: line(8) },
    ];
    expect(responseMaker(trace)).toBe(null);
    expect(escapeOf(trace)).toEqual({ from: 'handler', exception: 'SystemExit', at: line(8), index: 5 });
    expect(escapeOf(plain)).toBe(null);
    expect(escapeOf([{ kind: 'body-raised', exception: 'ValueError', at: null }])?.from).toBe('body');
  });
});

it('switches are counted by the side they go to', () => {
  const trace: Trace = [
    { kind: 'switched', to: 'sync', callee: 'Outer' },
    { kind: 'switched', to: 'async', callee: 'Inner' },
    { kind: 'switched', to: 'sync', callee: 'shop.views.book_list' },
  ];
  expect(switchesOf(trace)).toEqual({
    total: 3,
    toSync: 2,
    toAsync: 1,
    callees: ['Outer', 'Inner', 'shop.views.book_list'],
  });
});
