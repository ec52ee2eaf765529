import type { OwnLayer } from './schema.ts';

/** A place in a layer that holds a list of actions. */
export const layerPlaces = [
  'before',
  'after',
  'process_view',
  'process_exception',
  'process_template_response',
] as const;

export type LayerPlace = (typeof layerPlaces)[number];

/** The template of a view: a list of actions has one at most, for what uses it ends the list. */
export function viewTemplate(view: string): string {
  return `stack/${view}.html`;
}

/** The template of one place of a layer. No view's template has this name: a view's name holds no dash. */
export function layerTemplate(layer: OwnLayer, place: LayerPlace): string {
  return `stack/${layer.own}-${place}.html`;
}
