/**
 * Mirrors `URLPattern`, `URLResolver` and `ResolverMatch` of `django/urls/resolvers.py`, `path` and `include` of
 * `django/urls/conf.py`, `reverse` and `is_valid_path` of `django/urls/base.py`.
 */
import { ImproperlyConfigured, NoReverseMatch, Resolver404 } from '../exceptions.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Answer, Kwargs } from '../middleware.ts';
import type { MaybeCoroutine } from '../sync.ts';
import { type Converter, converters } from './converters.ts';

/** A view, with what decorators hang on it. */
export interface View {
  (request: HttpRequest, kwargs: Kwargs): MaybeCoroutine<Answer>;
  /** The dotted path, for the trace. */
  readonly path: string;
  /** `@csrf_exempt` */
  readonly csrfExempt?: boolean;
  /** False under `@login_not_required`. */
  readonly loginRequired?: boolean;
}

/** What a path was resolved to. */
export interface ResolverMatch {
  readonly func: View;
  readonly kwargs: Kwargs;
  /** The routes on the way, joined. */
  readonly route: string;
}

/** `path(route, view)` or `path(route, include(…))` */
export interface Pattern {
  readonly route: string;
  readonly name: string | null;
  readonly target: View | readonly Pattern[];
  readonly regex: RegExp;
  readonly parameters: ReadonlyMap<string, Converter>;
}

/**
 * `path()`: a view's route must match to the end, an included one only the beginning.
 * @throws {ImproperlyConfigured} for a converter that nobody registered
 */
export function path(route: string, target: View | readonly Pattern[], name: string | null = null): Pattern {
  const parameters = new Map<string, Converter>();
  let regex = '^';
  let end = 0;
  for (const part of route.matchAll(/<(?:([^>:]+):)?([^>]+)>/g)) {
    const [whole, type = 'str', parameter = ''] = part;
    const converter = converters[type];
    if (!converter) throw new ImproperlyConfigured(`URL route '${route}' uses invalid converter '${type}'.`);
    parameters.set(parameter, converter);
    regex += `${escapeRegExp(route.slice(end, part.index))}(?<${parameter}>${converter.regex})`;
    end = part.index + whole.length;
  }
  regex += escapeRegExp(route.slice(end)) + (typeof target === 'function' ? '$' : '');
  return { route, name, target, regex: new RegExp(regex), parameters };
}

/** `include()` of a list of patterns. */
export function include(patterns: readonly Pattern[]): readonly Pattern[] {
  return patterns;
}

/**
 * `URLResolver.resolve`: the first pattern that matches, wherever it stands.
 * @param pathInfo with its leading slash
 * @throws {Resolver404} when none matches
 */
export function resolve(pathInfo: string, urlconf: readonly Pattern[]): ResolverMatch {
  const match = find(pathInfo.replace(/^\//, ''), urlconf);
  if (match === null) throw new Resolver404(pathInfo);
  return match;
}

/** `is_valid_path`: like `resolve`, with null in place of the exception. */
export function isValidPath(pathInfo: string, urlconf: readonly Pattern[]): ResolverMatch | null {
  return find(pathInfo.replace(/^\//, ''), urlconf);
}

/**
 * `reverse()`: the path of the pattern of that name whose parameters are `kwargs`.
 * @throws {NoReverseMatch} when there is none
 */
export function reverse(name: string, urlconf: readonly Pattern[], kwargs: Kwargs = {}): string {
  const path = build(name, urlconf, kwargs);
  if (path === null) throw new NoReverseMatch(`Reverse for '${name}' not found.`);
  return `/${path}`;
}

function find(rest: string, patterns: readonly Pattern[]): ResolverMatch | null {
  for (const { regex, parameters, target, route } of patterns) {
    const matched = regex.exec(rest);
    if (matched === null) continue;
    const kwargs: Kwargs = {};
    for (const [name, converter] of parameters)
      kwargs[name] = converter.toPython(matched.groups?.[name] ?? '');
    if (typeof target === 'function') return { func: target, kwargs, route };
    const inner = find(rest.slice(matched[0].length), target);
    if (inner)
      return { func: inner.func, kwargs: { ...kwargs, ...inner.kwargs }, route: route + inner.route };
  }
  return null;
}

function build(
  wanted: string,
  patterns: readonly Pattern[],
  kwargs: Kwargs,
  before: readonly Pattern[] = [],
): string | null {
  // Later patterns win, as in Django, where the resolver fills its table from the last pattern on.
  for (const pattern of patterns.toReversed()) {
    const chain = [...before, pattern];
    if (typeof pattern.target !== 'function') {
      const inner = build(wanted, pattern.target, kwargs, chain);
      if (inner !== null) return inner;
      continue;
    }
    if (pattern.name !== wanted) continue;
    const names = chain.flatMap(({ parameters }) => [...parameters.keys()]);
    const given = Object.keys(kwargs);
    if (names.length !== given.length || !names.every((name) => given.includes(name))) continue;
    const parts = chain.map((each) => fill(each, kwargs));
    if (parts.every((part) => part !== null)) return parts.join('');
  }
  return null;
}

/** The route with its parameters filled in; null when a value is not what the converter's pattern says. */
function fill({ route, parameters }: Pattern, kwargs: Kwargs): string | null {
  let fits = true;
  const filled = route.replace(/<(?:[^>:]+:)?([^>]+)>/g, (_, name: string) => {
    const converter = parameters.get(name);
    const value = converter?.toUrl(kwargs[name]) ?? '';
    fits &&= new RegExp(`^(?:${converter?.regex})$`).test(value);
    return encodeURI(value).replace(/[?#]/g, encodeURIComponent);
  });
  return fits ? filled : null;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
