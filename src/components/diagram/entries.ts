import { endsList } from '../../stack/actions.ts';
import { layerName } from '../../stack/layer-name.ts';
import type { Action, Layer, OwnLayer } from '../../stack/schema.ts';

/** What a reader may have one of the stack's own layers do in place of what it was written to do. */
export type Behaviour = 'as-written' | 'answers' | 'raises-before' | 'raises-after';

/** A line of the MIDDLEWARE list on the page: one that is switched off stays in the list, as a comment. */
export interface Entry {
  /** Keeps its identity while the list is put in another order. */
  readonly key: string;
  readonly layer: Layer;
  readonly on: boolean;
  readonly behaviour: Behaviour;
}

/** The package of one of Django's own layers, with its dot; empty for the stack's own, which have none to tell. */
export function layerPackage(layer: Layer): string {
  return 'own' in layer ? '' : layer.shipped.slice(0, -layerName(layer).length);
}

export function toEntries(middleware: readonly Layer[]): readonly Entry[] {
  return middleware.map((layer, index) => ({
    // Django's own may stand in the list twice.
    key: `${layerName(layer)}-${index}`,
    layer,
    on: true,
    behaviour: 'as-written',
  }));
}

/** The layers that are on, each with the behaviour that was chosen for it. */
export function toMiddleware(entries: readonly Entry[]): readonly Layer[] {
  return entries
    .filter(({ on }) => on)
    .map(({ layer, behaviour }) => ('own' in layer ? behaving(layer, behaviour) : layer));
}

/** `list` with the item at `from` taken out and put in at `to`. Places outside of the list are its ends. */
export function moved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from];
  if (item === undefined) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, item);
}

function behaving(layer: OwnLayer, behaviour: Behaviour): OwnLayer {
  const before = layer.before.filter(goesOn);
  switch (behaviour) {
    case 'as-written':
      return layer;
    case 'answers':
      return { ...layer, before: [...before, { do: 'answer', status: 503, body: 'Not now.' }] };
    case 'raises-before':
      return { ...layer, before: [...before, { do: 'raise', exception: 'RuntimeError' }] };
    case 'raises-after':
      return {
        ...layer,
        before,
        after: [...layer.after.filter(goesOn), { do: 'raise', exception: 'RuntimeError' }],
      };
  }
}

/** Nothing can follow an action that returns or raises. */
function goesOn(action: Action): boolean {
  return !endsList(action);
}
