import { shortName } from '../trace/phrases.ts';
import type { Layer } from './schema.ts';

/** The name that a trace gives a layer: its class's or factory's. */
export function layerName(layer: Layer): string {
  return 'own' in layer ? layer.own : shortName(layer.shipped);
}
