import { describe, expect, it } from 'vitest';
import type { Trace } from '../../trace/events.ts';
import { headerStates } from '../../trace/questions/headers.ts';
import { entered, left, plain, query } from '../../trace/questions/made-traces.ts';
import { traceTree } from '../../trace/tree.ts';
import {
  countWords,
  endWords,
  fateWords,
  headersOfLayer,
  headerWords,
  isQuiet,
  leafWords,
  makerWords,
  shortSql,
  viewStopWords,
} from './trace-words.ts';

describe('a trace in words', () => {
  it('counts layers, queries and switches', () => {
    expect(countWords(plain)).toBe('2 layers, 0 queries');
    expect(
      countWords([
        entered('A'),
        query('S'),
        query('S'),
        query('T'),
        { kind: 'switched', to: 'sync', callee: 'A' },
        left('A'),
      ]),
    ).toBe('1 layer, 3 queries (2 of them with the same SQL), 1 switch between sync and async');
  });

  it('tells the story of a header', () => {
    const stamp = headerStates(plain).find(({ name }) => name === 'X-Stamp');
    expect(stamp && headerWords(stamp)).toBe('set by Inner, changed by Outer');
    expect(makerWords({ kind: 'boundary', boundary: null, exception: 'django.http.response.Http404' })).toBe(
      'made by the boundary around the core, of Http404',
    );
  });

  it('says why a layer was never called', () => {
    const because = { kind: 'short-circuited', by: 'Closed', hook: null } as const;
    expect(fateWords({ layer: 'Stamp', fate: 'skipped', because })).toBe(
      'never called: Closed answered by itself',
    );
    expect(fateWords({ layer: 'Stamp', fate: 'called' })).toBe(null);
    expect(viewStopWords({ kind: 'not-resolved', path: '/x/' })).toBe('never called: no URL pattern matched');
  });

  it('tells a hook that returned None from a layer that forgot its response', () => {
    const [hook] = traceTree([
      { kind: 'hook-called', layer: 'A', hook: 'process_view' },
      { kind: 'hook-returned', layer: 'A', hook: 'process_view', status: null, headers: {} },
    ]);
    const [layer] = traceTree([entered('A'), left('A', null)]);
    if (hook?.kind !== 'span' || layer?.kind !== 'span') throw new Error('both are spans');
    expect(endWords(hook)).toMatchObject({ tone: 'out', did: 'returns None' });
    expect(endWords(layer)).toMatchObject({ tone: 'raised', did: 'returns None' });
  });

  it('tells another response with what is gone, and with what it has', () => {
    const [layer] = traceTree([
      entered('A'),
      {
        kind: 'layer-left',
        layer: 'A',
        status: 404,
        headers: { 'X-Stamp': null, Vary: 'Cookie' },
        another: true,
      },
    ]);
    if (layer?.kind !== 'span') throw new Error('a layer is a span');
    expect(endWords(layer)).toMatchObject({
      did: 'returns another response, without X-Stamp',
      headers: { Vary: 'Cookie' },
    });
    expect(headersOfLayer(layer)).toEqual({ Vary: 'Cookie' });
  });

  it('keeps signals and the server for those who ask, but never an exception', () => {
    expect(leafWords({ kind: 'signal-sent', signal: 'request_started' }).extra).toBe(true);
    expect(leafWords({ kind: 'exception-escaped', exception: 'SystemExit', at: null }).extra).toBe(undefined);
  });

  it('leaves out hooks of Django’s own layers that let the request pass, and tells their headers with the layer', () => {
    const hook = (
      layer: string,
      name: 'process_request' | 'process_response',
      status: number | null,
    ): Trace => [
      { kind: 'hook-called', layer, hook: name },
      {
        kind: 'hook-returned',
        layer,
        hook: name,
        status,
        headers: status === null ? {} : { Vary: 'Cookie' },
      },
    ];
    const inside = traceTree([
      ...hook('CommonMiddleware', 'process_request', null),
      ...hook('CommonMiddleware', 'process_response', 200),
      ...hook('CommonMiddleware', 'process_request', 301),
      ...hook('MyMiddleware', 'process_request', null),
    ]);
    expect(inside.map(isQuiet)).toEqual([true, true, false, false]);
    const [layer] = traceTree([
      entered('CommonMiddleware'),
      ...hook('CommonMiddleware', 'process_response', 200),
      left('CommonMiddleware', 200, { 'Content-Length': '12' }),
    ]);
    if (layer?.kind !== 'span') throw new Error('a layer is a span');
    expect(headersOfLayer(layer)).toEqual({ Vary: 'Cookie', 'Content-Length': '12' });
  });

  it('shortens SQL where it is long', () => {
    expect(
      shortSql('SELECT "shop_book"."id", "shop_book"."title", "shop_book"."price" FROM "shop_book" LIMIT 5'),
    ).toBe('SELECT … FROM shop_book LIMIT 5');
    expect(shortSql('SELECT 1 FROM t')).toBe('SELECT 1 FROM t');
  });
});
