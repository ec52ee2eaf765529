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
  const rest = path.slice(1);
  const tried: (readonly Pattern[])[] = [];
  for (const chain of flatten(urlpatterns)) {
    const source = chain.map((pattern) => pattern.regex.source.replace('^', '')).join('');
    let found: RegExpExecArray | null = null;
    try { found = new RegExp(`^${source}`, 'u').exec(rest); } catch { break; }
    if (!found) continue;
    let kwargs: Record<string, unknown> | null = {};
    for (const pattern of chain) {
      const groups = Object.fromEntries(Object.keys(pattern.converters).map((name) => [name, found.groups?.[name] ?? '']));
      const captured: Kwargs | null = capture(pattern, groups);
      if (!captured) { kwargs = null; break; }
      kwargs = { ...kwargs, ...captured, ...('callback' in pattern ? pattern.defaultArgs : pattern.defaultKwargs) };
    }
    const last = chain.at(-1);
    if (!kwargs || !last || !('callback' in last)) continue;
    return { func: last.callback, kwargs, urlName: last.name, route: chain.map((pattern) => pattern.route).join(''),
      namespaces: chain.flatMap((pattern) => ('namespace' in pattern && pattern.namespace !== null ? [pattern.namespace] : [])) };
  }
  const match = walk(rest, urlpatterns, tried, []);
  if (match === null) throw new Resolver404(rest, tried);
  return match;
}

function capture(pattern: RoutePattern, groups: Record<string, string>): Kwargs | null {
  const kwargs: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(groups)) {
    try {
      kwargs[name] = pattern.converters[name]?.toJs(value);
    } catch (exception) {
      if (exception instanceof ValueError) return null;
      throw exception;
    }
  }
  return kwargs;
}

function walk(
  path: string,
  patterns: readonly Pattern[],
  tried: (readonly Pattern[])[],
  outer: readonly Pattern[],
): ResolverMatch | null {
  for (const pattern of patterns) {
    const found = pattern.regex.exec(path);
    const captured = found && capture(pattern, found.groups ?? {});
    const here = [...outer, pattern];
    if (!found || !captured) {
      tried.push(here);
      continue;
    }
    if ('callback' in pattern) {
      return {
        func: pattern.callback,
        kwargs: { ...captured, ...pattern.defaultArgs },
        urlName: pattern.name,
        route: pattern.route,
        namespaces: [],
      };
    }
    const inner = walk(path.slice(found[0].length), pattern.urlPatterns, tried, here);
    if (inner) {
      return {
        ...inner,
        kwargs: { ...captured, ...pattern.defaultKwargs, ...inner.kwargs },
        route: pattern.route + inner.route,
        namespaces: pattern.namespace === null ? inner.namespaces : [pattern.namespace, ...inner.namespaces],
      };
    }
  }
  return null;
}

function flatten(patterns: readonly Pattern[]): (readonly Pattern[])[] {
  return patterns.flatMap((pattern) =>
    'callback' in pattern ? [[pattern]] : flatten(pattern.urlPatterns).map((rest) => [pattern, ...rest]),
  );
}
