import { layerName } from './layer-name.ts';
import { type OrderRule, orderRules } from './order-rules.ts';
import type { Stack } from './schema.ts';

/** An order of layers that Django's documentation, or Django itself, has something to say about. */
export interface OrderWarning {
  /** The same for the same rule and layers. */
  readonly id: string;
  /** `breaks`: Django raises, or refuses to start. `order`: nothing raises, and something is wrong. `note`: documented, and harmless here. */
  readonly level: 'breaks' | 'order' | 'note';
  /** The layers that it is about, as they stand in the list. */
  readonly layers: readonly string[];
  /** What is wrong and why, in a sentence or two. */
  readonly words: string;
  /** The section of the documentation that names the order. */
  readonly url: string;
  /** A system check refuses it, before any request. */
  readonly refused: boolean;
}

const levels = ['breaks', 'order', 'note'] as const;

/** Every documented ordering that a stack goes against: what breaks first. */
export function orderWarnings(stack: Stack): readonly OrderWarning[] {
  return orderRules
    .flatMap((rule) => warningsOf(rule, stack))
    .toSorted((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
}

function warningsOf(rule: OrderRule, stack: Stack): readonly OrderWarning[] {
  return rule.broken(toPlaces(stack), stack).map((layers) => ({
    id: [rule.id, ...layers].join(' '),
    level: rule.level,
    layers,
    words: rule.words(layers),
    url: rule.url,
    refused: rule.refused === true,
  }));
}

function toPlaces({ middleware }: Stack): ReturnType<typeof placesOf> {
  return placesOf(middleware.map(layerName));
}

function placesOf(names: readonly string[]) {
  return { names, at: (name: string): number => names.indexOf(name) };
}
