import { layerName } from '../../stack/layer-name.ts';
import type { Layer } from '../../stack/schema.ts';
import { type CoreFrame, coreFrames, coreStatusOf } from './core-frame.ts';
import { type RingFrame, ringFrame } from './ring-frame.ts';
import { coreParts, type Place, type Step } from './steps.ts';

/** The onion after some number of steps. */
export interface Frame {
  readonly rings: readonly RingFrame[];
  readonly core: readonly CoreFrame[];
  /** Of the response or the error page that the core gave to the innermost layer. */
  readonly coreStatus: number | null;
  /** Where the request or its response is; null before the first step. */
  readonly marker: { readonly place: Place; readonly way: 'in' | 'out' } | null;
  /** The innermost place that the whole run comes to. */
  readonly turn: Place;
}

/** What the onion shows when the first `count` of a run's steps have happened. */
export function frameAt(
  steps: readonly Step[],
  count: number,
  middleware: readonly Layer[],
  unused: ReadonlySet<string> = new Set(),
): Frame {
  const happened = steps.slice(0, count);
  const current = happened.at(-1) ?? null;
  const turn = turnOf(steps);
  return {
    rings: middleware.map((layer, index) =>
      ringFrame(layerName(layer), index, { steps, happened, current, unused }),
    ),
    core: coreFrames(steps, happened, middleware),
    coreStatus: coreStatusOf(happened),
    marker: current === null ? null : { place: current.place, way: current.way },
    turn,
  };
}

/** The innermost place of the whole run: the last one on the way in, or in the core. */
export function turnOf(steps: readonly Step[]): Place {
  let deepest: Place = { at: 'outside' };
  for (const { place } of steps) if (depthOf(place) > depthOf(deepest)) deepest = place;
  return deepest;
}

function depthOf(place: Place): number {
  switch (place.at) {
    case 'outside':
      return -1;
    case 'layer':
      return place.layer;
    case 'core':
      return 1000 + coreParts.indexOf(place.part);
  }
}
