import { describe, expect, it } from 'vitest';
import { layerName } from '../../stack/layer-name.ts';
import { startStack } from './start.ts';
import { createKeyed, movedTo, problemsIn } from './state.ts';

describe('the list', () => {
  const layers = createKeyed()(startStack.middleware.slice(0, 3));
  const names = (list: typeof layers) => list.map(({ layer }) => layerName(layer).replace('Middleware', ''));

  it('keeps each layer’s key when it is put in another order', () => {
    const moved = movedTo(layers, layers[2]?.key ?? '', 0);
    expect(names(moved)).toEqual(['Common', 'Security', 'Session']);
    expect(new Set(moved)).toEqual(new Set(layers));
  });

  it('ends where a layer would be moved out of it, and is the same list when nothing moves', () => {
    expect(names(movedTo(layers, layers[0]?.key ?? '', 99))).toEqual(['Session', 'Common', 'Security']);
    expect(movedTo(layers, layers[0]?.key ?? '', -1)).toBe(layers);
    expect(movedTo(layers, 'gone', 1)).toBe(layers);
  });
});

describe('a stack that can’t be played', () => {
  it('says what the schema refuses, with the layer’s name', () => {
    const [stamp] = startStack.middleware.slice(-1);
    if (!stamp || !('own' in stamp)) throw new Error('the start has a layer of its own');
    const after = [{ do: 'set-header', name: 'no header', value: '' }] as const;
    expect(problemsIn({ ...startStack, middleware: [{ ...stamp, after }] })).toEqual([
      'Stamp, after, name: must be a header name, such as X-Stamp',
    ]);
    const views = [
      { name: 'book', mode: 'sync', does: [{ do: 'answer', status: Number.NaN, body: '' }] },
    ] as const;
    expect(problemsIn({ ...startStack, views })).toEqual([
      'views, does, status: must be a status from 200 to 599',
    ]);
    expect(problemsIn({ ...startStack, views: [{ ...views[0], does: [] }] })).toEqual([
      'views, does: needs one entry at least',
    ]);
    const long = { ...stamp, before: Array(9).fill({ do: 'read-user' }) };
    expect(problemsIn({ ...startStack, middleware: [long] })).toEqual([
      'Stamp, before: may have 8 entries at most',
    ]);
    expect(problemsIn({ ...startStack, request: { method: 'GET', path: 'books' } })).toEqual([
      'request, path: must start with /',
    ]);
  });

  it('says what makes no sense', () => {
    const routes = [{ route: 'books/', view: 'gone' }];
    expect(problemsIn({ ...startStack, routes })).toEqual([expect.stringContaining('there is no such view')]);
    expect(problemsIn(startStack)).toEqual([]);
  });
});
