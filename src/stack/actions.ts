import type { Action, OwnLayer } from './schema.ts';
import type { LayerPlace } from './template-names.ts';

const ending: ReadonlySet<Action['do']> = new Set([
  'answer',
  'answer-template',
  'render',
  'stream',
  'raise',
  'return-none',
]);

/** Whether nothing after this action can run: it returns or raises. */
export function endsList(action: Action): boolean {
  return ending.has(action.do);
}

/** The actions of one place of a layer; undefined for a hook that it doesn't have. */
export function actionsAt(layer: OwnLayer, place: LayerPlace): readonly Action[] | undefined {
  return layer[place];
}
