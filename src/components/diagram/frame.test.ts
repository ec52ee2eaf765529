import { describe, expect, it } from 'vitest';
import type { Stack } from '../../stack/schema.ts';
import { closed, layer, stackOf, stamp, stepsOf, trips } from './fixtures.ts';
import { type Frame, frameAt } from './frame.ts';

const frameOf = (stack: Stack, count = Number.POSITIVE_INFINITY): Frame =>
  frameAt(stepsOf(stack), count, stack.middleware);

describe('the onion at its end', () => {
  it('says what each layer did and what came out of it', () => {
    expect(frameOf(stackOf([stamp, closed])).rings).toMatchObject([
      { name: 'Stamp', state: 'left', status: 503, notes: ['sets X-Stamp: bookshop'] },
      { name: 'Closed', state: 'left', status: 503, notes: ['answers by itself'] },
    ]);
  });

  it('says of a layer that was never called who kept the request from it', () => {
    expect(frameOf(stackOf([closed, stamp])).rings[1]).toMatchObject({
      state: 'never',
      status: null,
      notes: ['never called: Closed answered outside of it'],
    });
    const raising = layer('Trips', { before: [{ do: 'raise', exception: 'RuntimeError' }] });
    expect(frameOf(stackOf([raising, stamp])).rings[1]?.notes).toEqual([
      'never called: Trips raised outside of it',
    ]);
  });

  it('shows a raising layer with the response that its boundary made', () => {
    expect(frameOf(stackOf([trips])).rings[0]).toMatchObject({
      state: 'raised',
      status: 500,
      notes: ['raises RuntimeError', 'its boundary turns it into a 500'],
    });
  });

  it('shows a layer that left itself out as unused, and lets the request pass it by', () => {
    const stack = stackOf([layer('OnHoliday', { unused: true }), stamp]);
    const frame = frameAt(stepsOf(stack), 99, stack.middleware, new Set(['OnHoliday']));
    expect(frame.rings.map(({ state }) => state)).toEqual(['unused', 'left']);
  });

  it('gives the core’s stations in Django’s order, with those that have a hook but no cause', () => {
    const hooks = { process_view: [], process_exception: [] };
    const stack = stackOf([layer('Reporter', hooks)], [{ do: 'raise', exception: 'ValueError' }]);
    expect(frameOf(stack).core.map(({ part, state, detail }) => [part, state, detail])).toEqual([
      ['resolver', 'done', '(empty route)'],
      ['process_view', 'done', 'Reporter'],
      ['view', 'raised', 'raises ValueError'],
      ['process_exception', 'done', 'Reporter'],
    ]);
    const calm = stackOf([layer('Reporter', hooks)]);
    expect(frameOf(calm).core.at(-1)).toMatchObject({ part: 'process_exception', state: 'never' });
  });
});

describe('the onion on the way', () => {
  const stack = stackOf([closed, stamp]);
  const entered = stepsOf(stack).findIndex(({ event }) => event.kind === 'layer-entered') + 1;

  it('before the first step knows nothing and has no marker', () => {
    const frame = frameOf(stack, 0);
    expect(frame.marker).toBeNull();
    expect(frame.rings.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it('does not give away that a layer will not be called', () => {
    expect(frameOf(stack, entered).rings).toMatchObject([
      { state: 'open', current: true },
      { state: 'waiting', notes: [] },
    ]);
    expect(frameOf(stack, entered + 1).rings[1]?.state).toBe('never');
  });

  it('turns where the request of the whole run turns', () => {
    expect(frameOf(stack, 0).turn).toEqual({ at: 'layer', layer: 0 });
    expect(frameOf(stackOf([stamp]), 0).turn).toEqual({ at: 'core', part: 'view' });
  });
});
