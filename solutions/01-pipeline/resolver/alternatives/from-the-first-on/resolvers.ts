// Mirrors URLPattern, URLResolver and ResolverMatch of django/urls/resolvers.py, and path and include of django/urls/conf.py.
import { ValueError } from './converters.ts';
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

type Attempt = { readonly match: ResolverMatch } | { readonly tried: readonly (readonly Pattern[])[] };

export const resolve = (path: string, urlpatterns: readonly Pattern[]): ResolverMatch => {
  if (path[0] !== '/') throw new Resolver404(path);
  const attempt = first(path.slice(1), urlpatterns);
  if ('match' in attempt) return attempt.match;
  throw new Resolver404(path.slice(1), attempt.tried);
};

/** Tries the first pattern, and then the others. */
function first(path: string, [pattern, ...others]: readonly Pattern[]): Attempt {
  if (pattern === undefined) return { tried: [] };
  const attempt = one(path, pattern);
  if ('match' in attempt) return attempt;
  const rest = first(path, others);
  return 'match' in rest ? rest : { tried: [...attempt.tried, ...rest.tried] };
}

function one(path: string, pattern: Pattern): Attempt {
  const found = pattern.regex.exec(path);
  const captured = found && valuesOf(found.groups ?? {}, pattern);
  if (found === null || captured === null) return { tried: [[pattern]] };
  if ('callback' in pattern) {
    const { callback: func, name: urlName, route, defaultArgs } = pattern;
    return { match: { func, urlName, route, namespaces: [], kwargs: { ...captured, ...defaultArgs } } };
  }
  const inner = first(path.replace(found[0], ''), pattern.urlPatterns);
  if ('tried' in inner) return { tried: inner.tried.map((chain) => [pattern, ...chain]) };
  const { match } = inner;
  return {
    match: {
      ...match,
      kwargs: { ...captured, ...pattern.defaultKwargs, ...match.kwargs },
      route: pattern.route + match.route,
      namespaces: (pattern.namespace ? [pattern.namespace] : []).concat(match.namespaces),
    },
  };
}

function valuesOf(groups: Record<string, string>, { converters }: RoutePattern): Kwargs | null {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, text]) => [name, converters[name]?.toJs(text)]),
    );
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
