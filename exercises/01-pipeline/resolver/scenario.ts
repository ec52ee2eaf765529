// What a check runs. It makes the URLconf that a scene describes, has your `resolve` find paths in it and writes down
// what came of each. The judge reads only what is returned here.
import { type Converter, registerConverter, ValueError } from './converters.ts';
import { Http404 } from './exceptions.ts';
import { HttpResponse } from './http.ts';
import {
  include,
  type Pattern,
  path,
  Resolver404,
  type ResolverMatch,
  resolve,
  type URLView,
} from './resolvers.ts';

type Extra = Readonly<Record<string, string | number>>;

/** A line of a URLconf. */
export type Line = { readonly route: string; readonly kwargs?: Extra } & (
  | { readonly view: string; readonly name?: string }
  | { readonly include: readonly Line[]; readonly namespace?: string }
);

/** A converter of the project's own. It makes capitals of what it matches, but for what it refuses or `gives` names. */
export interface OwnConverter {
  readonly name: string;
  readonly regex: string;
  readonly refuses: readonly string[];
  readonly raises: 'ValueError' | 'TypeError' | 'Http404';
  /** What it makes of these texts instead. */
  readonly gives?: Readonly<Record<string, string | null>>;
}

export interface Scene {
  readonly converters: readonly OwnConverter[];
  readonly urlpatterns: readonly Line[];
  readonly paths: readonly string[];
}

export interface Resolved {
  readonly path: string;
  readonly match: {
    readonly func: string;
    /** Values as JSON writes them: 7 is a number, "7" a string. */
    readonly kwargs: string;
    readonly urlName: string | null;
    readonly route: string;
    readonly namespaces: readonly string[];
  } | null;
  /** What `resolve` returned, in words: `a match`, if it was one. */
  readonly returned: string;
  readonly raised: {
    readonly exception: string;
    /** The exception that one of the scene's converters threw. */
    readonly byConverter: boolean;
    readonly isHttp404: boolean;
    readonly path: string;
    /** The routes of each entry. */
    readonly tried: readonly (readonly string[])[];
  } | null;
  /** The views that were called meanwhile. */
  readonly called: readonly string[];
  /** Whether one of the scene's own converters threw meanwhile. */
  readonly converterThrew: boolean;
}

/** The views of all scenes so far: a match may hold one of an earlier URLconf. */
const views = new WeakSet<object>();

const exceptions = { ValueError, TypeError, Http404 };

export function play(scene: Scene): readonly Resolved[] {
  const called: string[] = [];
  const thrown = new Set<unknown>();
  const names = new Map<unknown, string>();
  let converterThrew = false;

  const viewNamed = (name: string): URLView => {
    const view: URLView = () => {
      called.push(name);
      return new HttpResponse(name);
    };
    names.set(view, name);
    views.add(view);
    return view;
  };

  const patternOf = (line: Line): Pattern =>
    'view' in line
      ? path(line.route, viewNamed(line.view), line.kwargs, line.name)
      : path(line.route, include(line.include.map(patternOf), line.namespace), line.kwargs);

  const converterOf = ({ regex, refuses, raises, gives = {} }: OwnConverter): Converter => ({
    regex,
    toJs: (value) => {
      if (value in gives) return gives[value];
      if (!refuses.includes(value)) return value.toUpperCase();
      const exception = new exceptions[raises](value);
      converterThrew = true;
      thrown.add(exception);
      throw exception;
    },
  });

  const attempt = (asked: string): Resolved => {
    called.length = 0;
    converterThrew = false;
    try {
      const match: Partial<ResolverMatch> | null | undefined = resolve(asked, urlpatterns);
      const returned = typeof match?.func === 'function' ? 'a match' : kindOf(match);
      return {
        path: asked,
        match: matchOf(match),
        returned,
        raised: null,
        called: [...called],
        converterThrew,
      };
    } catch (exception) {
      const foreseen = exception instanceof Http404 || thrown.has(exception);
      // The language's own complaints are shown at their line.
      if (!(exception instanceof Error && foreseen)) throw exception;
      const raised = raisedOf(exception);
      return { path: asked, match: null, returned: 'nothing', raised, called: [...called], converterThrew };
    }
  };

  const matchOf = (match: Partial<ResolverMatch> | null | undefined): Resolved['match'] =>
    typeof match?.func !== 'function'
      ? null
      : {
          func: names.get(match.func) ?? strange(match.func),
          kwargs: JSON.stringify(sorted(match.kwargs ?? {})),
          urlName: match.urlName ?? null,
          route: String(match.route),
          namespaces: [...(match.namespaces ?? [])],
        };

  const raisedOf = (exception: Error): Resolved['raised'] => ({
    exception: exception instanceof Resolver404 ? 'Resolver404' : exception.name,
    byConverter: thrown.has(exception),
    isHttp404: exception instanceof Http404,
    path: exception instanceof Resolver404 ? String(exception.path) : '',
    tried: exception instanceof Resolver404 ? exception.tried.map(routesOf) : [],
  });

  for (const converter of scene.converters) registerConverter(converterOf(converter), converter.name);
  const urlpatterns = scene.urlpatterns.map(patternOf);
  return scene.paths.map(attempt);
}

function strange(func: URLView): string {
  return views.has(func) ? 'the view of another URLconf' : 'a function that is no view of the URLconf';
}

function routesOf(entry: unknown): readonly string[] {
  const patterns: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
  return patterns.map((pattern) =>
    typeof pattern === 'object' && pattern !== null && 'route' in pattern
      ? String(pattern.route)
      : kindOf(pattern),
  );
}

function sorted(kwargs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A value in words: `nothing`, `a function`, `an HttpResponse`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'Object';
  return `${/^[AEIOUH]/.test(name) ? 'an' : 'a'} ${name}`;
}
