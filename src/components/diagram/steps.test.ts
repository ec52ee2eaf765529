import { describe, expect, it } from 'vitest';
import type { Trace } from '../../trace/events.ts';
import { closed, layer, stackOf, stamp, stepsOf, trips } from './fixtures.ts';
import { type Place, type Step, toSteps } from './steps.ts';

const where = (place: Place): string =>
  place.at === 'outside' ? 'outside' : place.at === 'layer' ? `layer ${place.layer}` : place.part;
const lines = (steps: readonly Step[]): readonly string[] =>
  steps
    .filter(({ event }) => event.kind !== 'signal-sent')
    .map(({ event, place, way }) => `${event.kind} ${where(place)} ${way}`);

describe('the steps of a run', () => {
  it('go in through the layers to the view and out again', () => {
    expect(lines(stepsOf(stackOf([stamp, layer('Inner')])))).toEqual([
      'layer-entered layer 0 in',
      'layer-entered layer 1 in',
      'url-resolved resolver in',
      'view-called view in',
      'view-returned view in',
      'layer-left layer 1 out',
      'layer-left layer 0 out',
      'response-started outside out',
      'body-sent outside out',
      'response-closed outside out',
    ]);
  });

  it('turn around in the layer that answers', () => {
    expect(lines(stepsOf(stackOf([closed, stamp]))).slice(0, 3)).toEqual([
      'layer-entered layer 0 in',
      'short-circuited layer 0 out',
      'layer-left layer 0 out',
    ]);
  });

  it('keep the error page in the boundary that makes it', () => {
    const steps = stepsOf(stackOf([layer('Outer'), trips]));
    const page = steps.filter(({ event }) => event.kind.startsWith('render-'));
    expect(page.map(({ place }) => where(place))).toEqual(['layer 1', 'layer 1']);
  });

  it('keep it in the core where a hook gave no response', () => {
    const forgetful = layer('Forgetful', { process_template_response: [{ do: 'return-none' }] });
    const steps = stepsOf(
      stackOf([forgetful], [{ do: 'answer-template', status: 200, template: 'Hello', context: {} }]),
    );
    const page = steps.filter(({ event }) => event.kind.startsWith('render-'));
    expect(page.map(({ place }) => where(place))).toEqual([
      'process_template_response',
      'process_template_response',
    ]);
  });

  it('render a TemplateResponse in the core after its hooks, and render() in the view', () => {
    const template = { status: 200, template: 'Hello', context: {} } as const;
    const lazy = stepsOf(stackOf([], [{ do: 'answer-template', ...template }]));
    const eager = stepsOf(stackOf([], [{ do: 'render', ...template }]));
    const places = (steps: readonly Step[]) =>
      steps.filter(({ event }) => event.kind === 'render-started').map(({ place }) => where(place));
    expect(places(lazy)).toEqual(['template']);
    expect(places(eager)).toEqual(['view']);
  });

  it('have all of process_view in the core, with the layer whose hook it is', () => {
    const hooked = { process_view: [] };
    const steps = stepsOf(stackOf([layer('Outer', hooked), layer('Inner', hooked)]));
    const calls = steps.filter(({ event }) => event.kind === 'hook-called');
    expect(calls.map(({ place, layer, phase }) => [where(place), layer, phase])).toEqual([
      ['process_view', 0, 'process_view'],
      ['process_view', 1, 'process_view'],
    ]);
  });

  it('tell two layers of one name apart by their depth', () => {
    const twice = { shipped: 'django.middleware.common.CommonMiddleware' };
    const trace: Trace = [
      { kind: 'layer-entered', layer: 'CommonMiddleware' },
      { kind: 'layer-entered', layer: 'CommonMiddleware' },
      { kind: 'layer-left', layer: 'CommonMiddleware', status: 200, headers: {} },
      { kind: 'layer-left', layer: 'CommonMiddleware', status: 200, headers: {} },
    ];
    expect(toSteps(trace, [twice, twice]).map(({ layer }) => layer)).toEqual([0, 1, 1, 0]);
  });
});
