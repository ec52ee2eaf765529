// Mirrors URLPattern, URLResolver and ResolverMatch of django/urls/resolvers.py, and path and include of django/urls/conf.py.
import { Http404 } from './exceptions.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { type RoutePattern, routePattern } from './route-pattern.ts';

/** The arguments that a view gets by name. */
export type Kwargs = Readonly<Record<string, unknown>>;

/** A view as a URLconf knows it. */
export type URLView = (request: HttpRequest, kwargs: Kwargs) => HttpResponse;

/** `path(route, view)` */
export interface URLPattern extends RoutePattern {
  readonly callback: URLView;
  readonly defaultArgs: Kwargs;
  readonly name: string | null;
}

/** `path(route, include(…))` */
export interface URLResolver extends RoutePattern {
  readonly urlPatterns: readonly Pattern[];
  readonly defaultKwargs: Kwargs;
  readonly namespace: string | null;
}

export type Pattern = URLPattern | URLResolver;

export interface Included {
  readonly patterns: readonly Pattern[];
  readonly namespace: string | null;
}

/** What a path was resolved to. */
export interface ResolverMatch {
  readonly func: URLView;
  readonly kwargs: Kwargs;
  readonly urlName: string | null;
  readonly route: string;
  readonly namespaces: readonly string[];
}

/** Nothing matches the path. */
export class Resolver404 extends Http404 {
  readonly path: string;
  readonly tried: readonly (readonly Pattern[])[];

  constructor(path: string, tried: readonly (readonly Pattern[])[] = []) {
    super(`Nothing matches ${path}`);
    this.path = path;
    this.tried = tried;
  }
}

/** In Django a namespace needs the `app_name` of the included URLconf beside it. */
export function include(patterns: readonly Pattern[], namespace: string | null = null): Included {
  return { patterns, namespace };
}

/** A view's route matches to the end of the path, an include's route only its beginning: `routePattern` sees to it. */
export function path(
  route: string,
  view: URLView | Included,
  kwargs: Kwargs = {},
  name: string | null = null,
): Pattern {
  if (typeof view === 'function')
    return { ...routePattern(route, true), callback: view, defaultArgs: kwargs, name };
  const { patterns, namespace } = view;
  return { ...routePattern(route, false), urlPatterns: patterns, defaultKwargs: kwargs, namespace };
}

/**
 * Finds what `path` leads to. It calls no view.
 *
 *  1. A path begins with a slash, and what comes after that is matched. A path without it matches nothing, and no pattern
 *     is tried.
 *  2. The patterns are tried in their order, and the first that matches wins, however well a later one would fit.
 *  3. A pattern matches when its `regex` does and every converter makes a value of its group (`toJs`): these values are
 *     captured, under the names of the groups. A converter that throws `ValueError` says that the pattern doesn't match,
 *     so the next one is tried. Any other exception comes out of `resolve` as it is.
 *  4. An include whose route matches has what is left of the path resolved by its own patterns, by these same rules. When
 *     none of them matches, the pattern after the include is tried: the route gives nothing back of what it matched.
 *  5. `kwargs` are what was captured, and over it the extra kwargs of the pattern (`defaultArgs`). Beneath that lies what
 *     an include on the way has to add, again with its extra ones (`defaultKwargs`) over what it captured.
 *  6. `route` is all routes on the way in one string, and `namespaces` the names of the includes on the way that have
 *     one, the outermost first. `func` and `urlName` are the view and the name of the pattern that matched.
 *  7. When nothing matches, it throws a `Resolver404`. Its `path` is what was matched, without the slash at its beginning; its
 *     `tried` has an entry for each pattern that didn't match, in the order in which they were tried: a list of the includes
 *     that led to the pattern, the outermost first, and of the pattern itself. An include whose route matched has none.
 */
export function resolve(path: string, urlpatterns: readonly Pattern[]): ResolverMatch {
  // What this server does so far: look the whole path up, letter by letter.
  for (const pattern of urlpatterns) {
    if ('callback' in pattern && `/${pattern.route}` === path) {
      return { func: pattern.callback, kwargs: {}, urlName: pattern.name, route: path, namespaces: [] };
    }
  }
  throw new Resolver404(path);
}
