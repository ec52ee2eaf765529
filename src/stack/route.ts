const parameter = /<(?:([^>:]+):)?([^>:]+)>/g;

/** The names in a route's angle brackets, in order: `['pk']` for `books/<int:pk>/`. */
export function parametersOf(route: string): readonly string[] {
  return [...route.matchAll(parameter)].map(([, , name = '']) => name);
}

/** Django's own path converters (`django/urls/converters.py`). */
const converters: ReadonlySet<string> = new Set(['int', 'path', 'slug', 'str', 'uuid']);

/** What is wrong with a route, in words: `path()` would refuse it (`django/urls/resolvers.py`, `_route_to_regex`). */
export function routeProblems(route: string): readonly string[] {
  const problems: string[] = [];
  if (/\s/.test(route)) problems.push('a route holds no spaces');
  if (/[<>]/.test(route.replace(parameter, ''))) {
    problems.push('an angle bracket has no partner: write <int:pk> or <name>');
  }
  for (const [, converter] of route.matchAll(parameter)) {
    if (converter !== undefined && !converters.has(converter)) {
      problems.push(`there is no converter "${converter}": use one of ${[...converters].join(', ')}`);
    }
  }
  const names = parametersOf(route);
  for (const name of names.filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name === 'request')) {
    problems.push(`"${name}" can't be the name of a view's argument`);
  }
  for (const name of names.filter((name, index) => names.indexOf(name) !== index)) {
    problems.push(`the name "${name}" appears twice`);
  }
  return problems;
}
