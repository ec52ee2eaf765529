import { describe, expect, it } from 'vitest';
import { closed, layer, stackOf, stamp, stepsOf, trips } from './fixtures.ts';
import { toTimeline } from './timeline.ts';

const hooked = { process_view: [] };
const stack = stackOf([layer('Outer', hooked), layer('Inner', hooked)]);
const timeline = toTimeline(stepsOf(stack), stack.middleware);
const lane = (name: string) => timeline.lanes.find((one) => one.name === name);

describe('a timeline', () => {
  it('heads the stretches of the way in their order', () => {
    expect(timeline.bands.map(({ phase }) => phase)).toEqual([
      'in',
      'resolve',
      'process_view',
      'view',
      'out',
      'send',
    ]);
    expect(timeline.bands.at(-1)?.to).toBe(timeline.columns - 1);
  });

  it('has a lane for the server, each layer from outside to inside, and the core', () => {
    expect(timeline.lanes.map(({ name }) => name)).toEqual([
      'server',
      'Outer',
      'Inner',
      'resolver',
      'welcome',
    ]);
  });

  it('draws a layer’s call around all calls inside it', () => {
    const [outer] = lane('Outer')?.bars ?? [];
    const [inner] = lane('Inner')?.bars ?? [];
    const [view] = lane('welcome')?.bars ?? [];
    if (!outer || !inner || !view) throw new Error('a bar is missing');
    expect(outer.from).toBeLessThan(inner.from);
    expect(inner.from).toBeLessThan(view.from);
    expect(view.to).toBeLessThan(inner.to);
    expect(inner.to).toBeLessThan(outer.to);
  });

  it('marks a hook in the lane of its layer, and explains the mark', () => {
    expect(lane('Outer')?.marks).toMatchObject([{ glyph: 'V', title: 'process_view' }]);
    expect(timeline.legend).toContainEqual(['V', 'process_view']);
    expect(timeline.legend).not.toContainEqual(['E', 'process_exception']);
  });

  it('draws a boundary from the raise to the response that it makes', () => {
    const raising = stackOf([stamp, trips]);
    const steps = stepsOf(raising);
    const at = (kind: string) => steps.findIndex(({ event }) => event.kind === kind);
    const { lanes, legend } = toTimeline(steps, raising.middleware);
    expect(lanes.find(({ name }) => name === 'Trips')?.boundaries).toMatchObject([
      { from: at('layer-raised'), to: at('exception-converted') },
    ]);
    expect(lanes.find(({ name }) => name === 'Stamp')?.boundaries).toEqual([]);
    expect(legend).toContainEqual(['!', 'raised']);
  });

  it('draws the core’s boundary in the lane of the view', () => {
    const raising = stackOf([stamp], [{ do: 'raise', exception: 'ValueError' }]);
    const steps = stepsOf(raising);
    const { lanes } = toTimeline(steps, raising.middleware);
    expect(lanes.flatMap(({ boundaries }) => boundaries)).toMatchObject([
      {
        from: steps.findIndex(({ event }) => event.kind === 'view-raised'),
        to: steps.findIndex(({ event }) => event.kind === 'exception-converted'),
      },
    ]);
  });

  it('explains a dot by what is drawn alone', () => {
    const dot = timeline.legend.find(([glyph]) => glyph === '•');
    expect(dot?.[1]).not.toContain('query');
    expect(timeline.legend).toContainEqual(['/', 'resolver']);
  });

  it('leaves the lane of a layer that was never called empty', () => {
    const short = stackOf([closed, stamp]);
    const lanes = toTimeline(stepsOf(short), short.middleware).lanes;
    expect(lanes.find(({ name }) => name === 'Stamp')).toMatchObject({ bars: [], marks: [] });
  });
});
