import type { Extra, Line, Match, OwnConverter, Scene } from './scene.ts';

/** What became of one pattern, and the includes that led to it: their routes, outermost first, its own at the end. */
export interface Step {
  readonly routes: readonly string[];
  readonly line: Line;
  /**
   * `refused`: its regex matched, and a converter raised ValueError. `raised`: a converter raised something else. `left`:
   * nothing behind the include matched.
   */
  readonly outcome: 'no match' | 'refused' | 'raised' | 'entered' | 'left' | 'matched';
}

/** Nothing matches: what the Resolver404 carries. */
export interface NotFound {
  readonly raises: 'Resolver404';
  readonly path: string;
  readonly tried: readonly (readonly string[])[];
}

export type Expected = { readonly steps: readonly Step[] } & (
  | { readonly match: Match }
  | NotFound
  | { readonly raises: Uncaught }
);

/** What a converter may raise that says nothing about a match. */
export type Uncaught = Exclude<OwnConverter['raises'], 'ValueError'>;

type Values = Readonly<Record<string, unknown>>;
type Found = { readonly kwargs: Values; readonly rest: string };

const builtIn: Readonly<Record<string, string>> = {
  int: '[0-9]+',
  path: '.+',
  slug: '[-a-zA-Z0-9_]+',
  str: '[^/]+',
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
};

class OfConverter extends Error {
  readonly raises: Uncaught;

  constructor(raises: Uncaught) {
    super(raises);
    this.raises = raises;
  }
}

/**
 * What Django makes of a path: URLResolver.resolve, URLPattern.resolve and RoutePattern.match of django/urls/resolvers.py.
 * `tests/lessons/01-pipeline-03-resolving-a-url.test.ts` holds it against the original.
 */
export function djangoResolves(scene: Scene, path: string): Expected {
  const steps: Step[] = [];
  if (!path.startsWith('/')) return { steps, raises: 'Resolver404', path, tried: [] };
  const tried: (readonly string[])[] = [];
  try {
    const match = among(path.slice(1), scene.urlpatterns, []);
    if (match !== null) return { steps, match };
  } catch (exception) {
    if (!(exception instanceof OfConverter)) throw exception;
    return { steps, raises: exception.raises };
  }
  return { steps, raises: 'Resolver404', path: path.slice(1), tried };

  function among(
    rest: string,
    lines: readonly Line[],
    before: readonly string[],
  ): (Match & { values: Values }) | null {
    for (const line of lines) {
      const routes = [...before, line.route];
      const found = matched(rest, line, scene.converters);
      if (found === null || found === 'refused') {
        tried.push(routes);
        steps.push({ routes, line, outcome: found ?? 'no match' });
        continue;
      }
      if ('raises' in found) {
        steps.push({ routes, line, outcome: 'raised' });
        throw new OfConverter(found.raises);
      }
      if ('view' in line) {
        steps.push({ routes, line, outcome: 'matched' });
        return match(line.view, line.name ?? null, line.route, [], found.kwargs, line.kwargs);
      }
      steps.push({ routes, line, outcome: 'entered' });
      const inner = among(found.rest, line.include, routes);
      if (inner === null) {
        steps.push({ routes, line, outcome: 'left' });
        continue;
      }
      const namespaces = [...(line.namespace === undefined ? [] : [line.namespace]), ...inner.namespaces];
      const outer = { ...found.kwargs, ...line.kwargs };
      return match(inner.func, inner.urlName, line.route + inner.route, namespaces, outer, inner.values);
    }
    return null;
  }
}

function match(
  func: string,
  urlName: string | null,
  route: string,
  namespaces: readonly string[],
  captured: Values,
  over: Values | Extra = {},
): Match & { values: Values } {
  const values = { ...captured, ...over };
  const kwargs = Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { func, urlName, route, namespaces, kwargs: JSON.stringify(kwargs), values };
}

function matched(
  rest: string,
  line: Line,
  own: readonly OwnConverter[],
): Found | 'refused' | { readonly raises: Uncaught } | null {
  const types: [parameter: string, type: string][] = [];
  const source = line.route.replace(
    /<(?:([^>:]+):)?([^>]+)>|[^<]+/g,
    (text, type: string | undefined, parameter: string | undefined) => {
      if (parameter === undefined) return text.replace(/[^\w/-]/g, '\\$&');
      types.push([parameter, type ?? 'str']);
      return `(${builtIn[type ?? 'str'] ?? own.find(({ name }) => name === type)?.regex})`;
    },
  );
  const found = new RegExp(`^${source}${'view' in line ? '$' : ''}`).exec(rest);
  if (found === null) return null;
  const kwargs: Record<string, unknown> = {};
  for (const [index, [parameter, type]] of types.entries()) {
    const text = found[index + 1] ?? '';
    const converter = own.find(({ name }) => name === type);
    if (converter?.refuses.includes(text)) {
      if (converter.raises === 'ValueError') return 'refused';
      return { raises: converter.raises };
    }
    const { gives = {} } = converter ?? {};
    if (type === 'int') kwargs[parameter] = Number(text);
    else if (text in gives) kwargs[parameter] = gives[text];
    else kwargs[parameter] = converter ? text.toUpperCase() : text;
  }
  return { kwargs, rest: rest.slice(found[0].length) };
}
