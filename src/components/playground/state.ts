/** A stack while it is edited: pure changes to it. */

import { type Issue, issuesOf } from '../../stack/issues.ts';
import { layerName } from '../../stack/layer-name.ts';
import { problemsOf } from '../../stack/problems.ts';
import { type Layer, type Stack, stackSchema } from '../../stack/schema.ts';
import { moved } from '../diagram/entries.ts';

/** A line of MIDDLEWARE; the key is its identity while the list changes around it. */
export interface KeyedLayer {
  readonly key: string;
  readonly layer: Layer;
}

/** Gives keys that are new to one playground; the build and the browser give the same ones. */
export function createKeyed(): (middleware: readonly Layer[]) => readonly KeyedLayer[] {
  let made = 0;
  return (middleware) => middleware.map((layer) => ({ key: `layer-${++made}`, layer }));
}

/** The list with `key` moved to place `to`, counted from 0; the same list when it is there already. */
export function movedTo(layers: readonly KeyedLayer[], key: string, to: number): readonly KeyedLayer[] {
  const from = layers.findIndex((one) => one.key === key);
  const place = Math.max(0, Math.min(to, layers.length - 1));
  if (from === -1 || place === from) return layers;
  return moved(layers, from, place);
}

/** What keeps a stack from being played: what the schema refuses, and what makes no sense. Empty when it can be. */
export function problemsIn(stack: Stack): readonly string[] {
  const parsed = stackSchema.safeParse(stack);
  if (!parsed.success) return [...new Set(issuesOf(parsed.error).map((issue) => inWords(issue, stack)))];
  return problemsOf(stack);
}

/** `Stamp, after, name: must be a header name, such as X-Stamp` */
function inWords({ path, message }: Issue, stack: Stack): string {
  const [top, second] = path;
  const layer = top === 'middleware' && typeof second === 'number' ? stack.middleware[second] : undefined;
  const words = path.filter((part) => typeof part === 'string');
  const where = layer ? [layerName(layer) || 'the layer without a name', ...words.slice(1)] : words;
  return `${where.join(', ')}: ${message}`;
}
