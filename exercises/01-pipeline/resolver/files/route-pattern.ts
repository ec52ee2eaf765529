// Mirrors _route_to_regex of django/urls/resolvers.py.
import { type Converter, getConverters } from './converters.ts';
import { ImproperlyConfigured } from './exceptions.ts';

/** A route, made ready for matching when the URLconf is loaded. */
export interface RoutePattern {
  /** As it was written: `books/<int:pk>/`. */
  readonly route: string;
  /** Begins where the path begins. What stood in angle brackets is a named group: `match.groups.pk`. */
  readonly regex: RegExp;
  /** By the name of the group. */
  readonly converters: Readonly<Record<string, Converter>>;
}

/**
 * @param isEndpoint whether the regex matches only to the end of the path, as the route of a view does. The route of
 *   an include matches the beginning
 * @throws {ImproperlyConfigured} for a converter that nobody has registered
 */
export function routePattern(route: string, isEndpoint: boolean): RoutePattern {
  const known = getConverters();
  const converters: Record<string, Converter> = {};
  let regex = '^';
  let end = 0;
  for (const part of route.matchAll(/<(?:([^>:]+):)?([^>]+)>/g)) {
    const [whole, name = 'str', parameter = ''] = part;
    const converter = known[name];
    if (converter === undefined)
      throw new ImproperlyConfigured(`URL route '${route}' uses invalid converter '${name}'.`);
    converters[parameter] = converter;
    regex += `${escape(route.slice(end, part.index))}(?<${parameter}>${converter.regex})`;
    end = part.index + whole.length;
  }
  regex += escape(route.slice(end));
  return { route, regex: new RegExp(isEndpoint ? `${regex}$` : regex, 'u'), converters };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
