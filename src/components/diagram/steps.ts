import { layerName } from '../../stack/layer-name.ts';
import type { Layer } from '../../stack/schema.ts';
import type { Hook, Trace, TraceEvent } from '../../trace/events.ts';
import { eventWords } from './words.ts';

/** The stations of the core, in the order in which `BaseHandler._get_response` comes to them. */
export const coreParts = [
  'resolver',
  'process_view',
  'view',
  'process_exception',
  'process_template_response',
  'template',
] as const;
export type CorePart = (typeof coreParts)[number];

/** Where something happens: outside of the onion, in a layer (its index in MIDDLEWARE), or in the core. */
export type Place =
  | { readonly at: 'outside' }
  | { readonly at: 'layer'; readonly layer: number }
  | { readonly at: 'core'; readonly part: CorePart };

/** A stretch of a request's way, as the timeline heads it. */
export type Phase =
  | 'in'
  | 'resolve'
  | 'process_view'
  | 'view'
  | 'process_exception'
  | 'template'
  | 'out'
  | 'send';

/** One event of a trace, with where it stands in the picture. */
export interface Step {
  readonly event: TraceEvent;
  readonly words: string;
  readonly place: Place;
  /** The layer whose code runs or whose boundary acts, wherever the request is; null in the core's own code. */
  readonly layer: number | null;
  /** `out` once a layer, a boundary or the core has handed a response or an exception outwards. */
  readonly way: 'in' | 'out';
  readonly phase: Phase;
}

/**
 * Lays a trace over a MIDDLEWARE list. A layer is found by its name, so of two of the same name the outer one is the
 * first to be entered.
 */
export function toSteps(trace: Trace, middleware: readonly Layer[]): readonly Step[] {
  const names = middleware.map(layerName);
  const open: number[] = [];
  let place: Place = { at: 'outside' };
  let way: Step['way'] = 'in';
  /** Whoever runs now renders for itself: a view that called `render()`, a boundary that makes an error page. */
  let rendersInPlace = false;

  function indexOf(name: string): number | null {
    const among = open.find((index) => names[index] === name) ?? names.indexOf(name);
    return among === -1 ? null : among;
  }

  return trace.map((event) => {
    let layer: number | null = null;
    switch (event.kind) {
      case 'layer-entered': {
        const innermost = open.at(-1) ?? -1;
        const found = names.indexOf(event.layer, innermost + 1);
        layer = found === -1 ? null : found;
        if (layer !== null) open.push(layer);
        break;
      }
      case 'layer-left':
      case 'layer-raised':
        layer = open.findLast((index) => names[index] === event.layer) ?? null;
        if (layer !== null) open.length = open.lastIndexOf(layer);
        break;
      case 'short-circuited':
      case 'hook-called':
      case 'hook-returned':
      case 'hook-raised':
        layer = indexOf(event.layer);
        break;
      case 'exception-converted':
      case 'boundary-raised':
        layer = event.boundary === null ? null : indexOf(event.boundary);
        break;
    }
    rendersInPlace = rendersHere(event) ?? rendersInPlace;
    place = placeOf(event, layer, place, rendersInPlace);
    if (turns(event)) way = 'out';
    return { event, words: eventWords(event), place, layer, way, phase: phaseOf(event, place, way) };
  });
}

function placeOf(event: TraceEvent, layer: number | null, before: Place, rendersInPlace: boolean): Place {
  switch (event.kind) {
    case 'layer-entered':
    case 'layer-left':
    case 'layer-raised':
      return inLayer(layer, before);
    case 'exception-converted':
    case 'boundary-raised':
      return event.boundary === null ? before : inLayer(layer, before);
    case 'hook-called':
    case 'hook-returned':
    case 'hook-raised':
      return isCoreHook(event.hook) ? { at: 'core', part: event.hook } : inLayer(layer, before);
    case 'short-circuited':
      return event.hook === 'process_view' ? { at: 'core', part: 'process_view' } : inLayer(layer, before);
    case 'url-resolved':
    case 'url-not-resolved':
      return { at: 'core', part: 'resolver' };
    case 'view-called':
    case 'view-returned':
    case 'view-raised':
      return { at: 'core', part: 'view' };
    case 'render-started':
    case 'render-finished':
    case 'render-raised':
      return before.at === 'core' && !rendersInPlace ? { at: 'core', part: 'template' } : before;
    case 'response-started':
    case 'body-sent':
    case 'body-raised':
    case 'response-closed':
    case 'exception-escaped':
      return { at: 'outside' };
    default:
      return before;
  }
}

/** Whether templates are rendered on the spot from this event on; null leaves it as it was. */
function rendersHere(event: TraceEvent): boolean | null {
  switch (event.kind) {
    case 'view-called':
    case 'view-raised':
    case 'url-not-resolved':
    case 'hook-raised':
      return true;
    case 'signal-sent':
      return event.signal === 'got_request_exception' ? true : null;
    case 'view-returned':
      return false;
    case 'hook-returned':
      return event.status === null ? null : false;
    default:
      return null;
  }
}

function inLayer(layer: number | null, otherwise: Place): Place {
  return layer === null ? otherwise : { at: 'layer', layer };
}

function isCoreHook(hook: Hook): hook is Hook & CorePart {
  return hook !== 'process_request' && hook !== 'process_response';
}

/** From here on the request is on its way out. */
function turns(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'layer-left':
    case 'layer-raised':
    case 'exception-converted':
    case 'boundary-raised':
    case 'response-started':
    case 'exception-escaped':
      return true;
    case 'short-circuited':
      return event.hook !== 'process_view';
    case 'hook-called':
      return event.hook === 'process_response';
    default:
      return false;
  }
}

function phaseOf(event: TraceEvent, place: Place, way: Step['way']): Phase {
  if (place.at === 'outside') return way === 'in' ? 'in' : 'send';
  if (place.at === 'layer' || event.kind === 'exception-converted') return way;
  switch (place.part) {
    case 'resolver':
      return 'resolve';
    case 'process_template_response':
    case 'template':
      return 'template';
    default:
      return place.part;
  }
}
