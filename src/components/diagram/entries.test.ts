import { describe, expect, it } from 'vitest';
import { layerName } from '../../stack/layer-name.ts';
import { type Behaviour, layerPackage, moved, toEntries, toMiddleware } from './entries.ts';
import { closed, layer, stamp } from './fixtures.ts';

const shipped = { shipped: 'django.middleware.common.CommonMiddleware' };

describe('a line of MIDDLEWARE', () => {
  it('is named as a trace names its layer, and Django’s own stand with their package', () => {
    expect([layerName(stamp), layerPackage(stamp)]).toEqual(['Stamp', '']);
    expect([layerName(shipped), layerPackage(shipped)]).toEqual([
      'CommonMiddleware',
      'django.middleware.common.',
    ]);
  });

  it('has a key of its own even where Django’s own stands twice', () => {
    expect(new Set(toEntries([shipped, shipped]).map(({ key }) => key)).size).toBe(2);
  });

  it('that is switched off is left out of the stack', () => {
    const [first, ...rest] = toEntries([closed, stamp]);
    if (first === undefined) throw new Error('no entry');
    expect(toMiddleware([{ ...first, on: false }, ...rest])).toEqual([stamp]);
  });
});

describe('another behaviour', () => {
  const busy = layer('Busy', {
    before: [{ do: 'read-user' }, { do: 'answer', status: 503, body: '' }],
    after: [{ do: 'set-header', name: 'X-Busy', value: 'yes' }],
  });
  const behaving = (behaviour: Behaviour) =>
    toMiddleware(toEntries([busy]).map((entry) => ({ ...entry, behaviour })))[0];

  it('as written changes nothing', () => {
    expect(behaving('as-written')).toBe(busy);
  });

  it('takes the place of how the layer ended, and keeps what it did before', () => {
    expect(behaving('answers')).toMatchObject({
      before: [{ do: 'read-user' }, { do: 'answer', status: 503 }],
    });
    expect(behaving('raises-before')).toMatchObject({
      before: [{ do: 'read-user' }, { do: 'raise', exception: 'RuntimeError' }],
    });
  });

  it('that raises after get_response lets the layer come that far', () => {
    expect(behaving('raises-after')).toMatchObject({
      before: [{ do: 'read-user' }],
      after: [{ do: 'set-header' }, { do: 'raise' }],
    });
  });
});

describe('a move', () => {
  it('takes an item out and puts it in at its new place', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });

  it('beyond an end goes to the end', () => {
    expect(moved(['a', 'b', 'c'], 1, 99)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 1, -4)).toEqual(['b', 'a', 'c']);
  });
});
