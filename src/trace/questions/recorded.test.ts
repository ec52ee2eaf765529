import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../events.ts';
import { traceTree } from '../tree.ts';
import { headerHistory } from './headers.ts';
import { layerFates, stopOf, viewStopOf } from './layers.ts';
import { phasesOf } from './phases.ts';
import { queryGroups } from './queries.ts';
import { escapeOf, responseMaker } from './response.ts';

interface Recordings {
  readonly recordings: Readonly<Record<string, { readonly stack: readonly string[]; readonly trace: Trace }>>;
}

/** What real Django did, as the lessons show it: layers, boundaries, views and queries alone. */
const { recordings } = JSON.parse(
  await readFile(new URL('../../../content/02-order/01-the-onion/traces.json', import.meta.url), 'utf8'),
) as Recordings;

function recorded(name: string) {
  const found = recordings[name];
  if (found === undefined) throw new Error(`The lesson records no "${name}" any more: choose another one.`);
  return found;
}

describe('what real Django did', () => {
  it('in a plain request is in, view, out, and the view made the response', () => {
    const { trace } = recorded('one-call');
    expect(phasesOf(trace).map(({ phase }) => phase)).toEqual(['in', 'view', 'out']);
    expect(responseMaker(trace)?.by).toMatchObject({ kind: 'view' });
    expect(stopOf(trace)).toBe(null);
  });

  it('with a view that raises is answered by the core’s boundary, and every layer saw it', () => {
    const { trace } = recorded('view-raises');
    expect(responseMaker(trace)).toMatchObject({ by: { kind: 'boundary', boundary: null }, status: 500 });
    expect(phasesOf(trace).map(({ phase }) => phase)).toEqual(['in', 'view', 'exception', 'out']);
  });

  it('with a layer that raises coming in keeps the layers inside from being called', () => {
    const { stack, trace } = recorded('layer-raises-coming-in');
    const names = stack.map((path) => path.slice(path.lastIndexOf('.') + 1));
    expect(layerFates([], trace, names).at(-1)).toMatchObject({
      layer: 'Inner',
      fate: 'skipped',
      because: { kind: 'raised', by: 'TripsComingIn' },
    });
    expect(viewStopOf(trace)).toMatchObject({ kind: 'raised', by: 'TripsComingIn' });
    expect(responseMaker(trace)?.by).toMatchObject({ kind: 'boundary', boundary: 'TripsComingIn' });
  });

  it('with a layer that raises going out kept nothing from being called', () => {
    expect(stopOf(recorded('layer-raises-going-out').trace)).toBe(null);
  });

  it('with a layer that answers anew on the way out says that the layer did', () => {
    const { trace } = recorded('replaced');
    expect(responseMaker(trace)).toMatchObject({ by: { kind: 'layer', layer: 'Replaces' }, status: 302 });
    expect(headerHistory(trace, 'X-Stamp').map(({ by, change }) => [by, change])).toEqual([
      [{ kind: 'layer', layer: 'Stamp' }, 'set'],
      [{ kind: 'layer', layer: 'Replaces' }, 'removed'],
    ]);
  });

  it('while it streamed ran its query outside of every layer', () => {
    const tree = traceTree(recorded('streaming').trace);
    expect(tree.map((node) => (node.kind === 'event' ? node.event.kind : node.kind))).toEqual([
      'span',
      'query',
    ]);
    expect(queryGroups(recorded('streaming').trace)).toHaveLength(1);
  });

  it('without an exception to answer has a response for everything', () => {
    for (const [name, { trace }] of Object.entries(recordings)) {
      if (name !== 'no-exception') expect(responseMaker(trace), name).not.toBe(null);
      expect(escapeOf(trace), name).toBe(null);
    }
  });
});
