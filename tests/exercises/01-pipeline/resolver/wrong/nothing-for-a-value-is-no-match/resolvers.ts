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
  if (!path.startsWith('/')) throw new Resolver404(path);
  return resolveAmong(path.slice(1), urlpatterns);
}

function resolveAmong(path: string, patterns: readonly Pattern[]): ResolverMatch {
  const tried: Pattern[][] = [];
  for (const pattern of patterns) {
    const found = match(path, pattern);
    if (found === null) {
      tried.push([pattern]);
    } else if ('callback' in pattern) {
      const { callback: func, defaultArgs, name: urlName, route } = pattern;
      return { func, kwargs: { ...found.kwargs, ...defaultArgs }, urlName, route, namespaces: [] };
    } else {
      try {
        const inner = resolveAmong(found.rest, pattern.urlPatterns);
        const { defaultKwargs, namespace, route } = pattern;
        return {
          ...inner,
          kwargs: { ...found.kwargs, ...defaultKwargs, ...inner.kwargs },
          route: route + inner.route,
          namespaces: namespace === null ? inner.namespaces : [namespace, ...inner.namespaces],
        };
      } catch (exception) {
        if (!(exception instanceof Resolver404)) throw exception;
        tried.push(...exception.tried.map((patterns) => [pattern, ...patterns]));
      }
    }
  }
  throw new Resolver404(path, tried);
}

/** What the pattern captures, and what it leaves of the path; null when it doesn't match. */
function match(path: string, { regex, converters }: RoutePattern): { kwargs: Kwargs; rest: string } | null {
  const found = regex.exec(path);
  if (found === null) return null;
  const kwargs: Record<string, unknown> = {};
  for (const [name, converter] of Object.entries(converters)) {
    try {
      kwargs[name] = converter.toJs(found.groups?.[name] ?? '');
      if (!kwargs[name]) return null;
    } catch (exception) {
      if (exception instanceof ValueError) return null;
      throw exception;
    }
  }
  return { kwargs, rest: path.slice(found[0].length) };
}
