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

export function resolve(path: string, urlpatterns: readonly Pattern[]): ResolverMatch {
  const tried: Pattern[][] = [];
  const within = path.startsWith('/') ? path.slice(1) : path;

  const find = (rest: string, patterns: readonly Pattern[], before: Pattern[]): ResolverMatch | null => {
    for (const pattern of patterns) {
      const chain = [...before, pattern];
      const captured = capture(rest, pattern);
      if (!captured) {
        tried.push(chain);
        continue;
      }
      const { kwargs, length } = captured;
      if ('callback' in pattern) {
        Object.assign(kwargs, pattern.defaultArgs);
        return {
          func: pattern.callback,
          kwargs,
          urlName: pattern.name,
          route: pattern.route,
          namespaces: [],
        };
      }
      const inner = find(rest.substring(length), pattern.urlPatterns, chain);
      if (!inner) continue;
      const namespaces = [pattern.namespace, ...inner.namespaces].filter((name) => name !== null);
      return {
        func: inner.func,
        kwargs: Object.assign(kwargs, pattern.defaultKwargs, inner.kwargs),
        urlName: inner.urlName,
        route: `${pattern.route}${inner.route}`,
        namespaces,
      };
    }
    return null;
  };

  const match = within === path ? null : find(within, urlpatterns, []);
  if (match) return match;
  throw new Resolver404(within, tried);
}

function capture(rest: string, { regex, converters }: RoutePattern) {
  const found = rest.match(regex);
  if (!found) return null;
  try {
    const kwargs: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(found.groups ?? {}))
      kwargs[name] = converters[name]?.toJs(text);
    return { kwargs, length: found[0].length };
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
