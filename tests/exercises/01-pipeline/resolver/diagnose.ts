import type { Expected, NotFound, Step, Uncaught } from './django.ts';
import { inOneLine } from './evidence.ts';
import type { Match, Resolved } from './scene.ts';

/** The sentence that answers the mistake behind a difference; null when there is none. */
export function diagnose(got: Resolved, want: Expected): string | null {
  if (got.called.length > 0) {
    return (
      `While ${got.path} was resolved, the view ${got.called[0]} was called. Resolving finds a view and its arguments, and gives them ` +
      'back. It is for the handler to call the view, when every `process_view` has been asked.'
    );
  }
  if (got.returned !== 'a match' && got.raised === null) {
    return `For ${got.path}, resolve returned ${got.returned}. It returns a match, or throws Resolver404 when there is none.`;
  }
  if ('match' in want) {
    if (got.match !== null) return betweenMatches(got.path, got.match, want.match, want.steps);
    return notFound(got, want.match, want.steps);
  }
  if (want.raises !== 'Resolver404') return exceptionLost(got, want.raises, want.steps);
  if (got.match !== null) return foundTooMuch(got.path, got.match, want.steps);
  return between404s(got, want);
}

/** A converter raises something that says nothing about a match. */
function exceptionLost(
  { path, raised, converterThrew }: Resolved,
  raises: Uncaught,
  steps: readonly Step[],
): string | null {
  if (raised?.byConverter) return null;
  if (!converterThrew) {
    return (
      `In Django, ${path} comes to ${inOneLine(steps.at(-1)?.routes ?? [])}, whose converter raises ${raises}. Yours never called that converter: ` +
      "the patterns are tried from the top, and a pattern's converters have their say before it matches."
    );
  }
  return (
    `A converter raised ${raises} for ${path}, and resolve went on as if the pattern just didn't match. Only ValueError ` +
    `says that; ${raises === 'Http404' ? 'an Http404 is for the boundary, which makes the 404 of it.' : 'any other exception is a mistake in the converter, and has to be seen.'}`
  );
}

/** There is a match, and the answer says that there is none. */
function notFound({ path, raised }: Resolved, match: Match, steps: readonly Step[]): string {
  if (raised?.byConverter) return escaped(path);
  const empty = emptyValue(match, steps);
  if (empty !== null) return `${path} leads to ${match.func}, and it wasn't found. ${empty}`;
  const refused = steps.find(({ outcome }) => outcome === 'refused');
  if (refused !== undefined) {
    return (
      `A converter refused its part of ${path} with a ValueError, at ${inOneLine(refused.routes)}, and the search ended there. To the resolver ` +
      `that pattern simply doesn't match: it goes on, and '${match.route}' does.`
    );
  }
  const left = steps.find(({ outcome }) => outcome === 'left');
  if (left !== undefined) {
    return (
      `The include at ${inOneLine(left.routes)} matches the beginning of ${path}, nothing behind it matches the rest, and the search ended ` +
      `there. An include is no one-way street: the resolver goes on with the pattern after it, and '${match.route}' matches.`
    );
  }
  const way = steps.at(-1)?.routes ?? [];
  const depth = way.length - 1;
  const cutOff = way
    .slice(0, -1)
    .filter((route) => route.includes('<'))
    .map(
      (route) =>
        ` How long '${route}' is as it is written doesn't count: what it has matched of the path does.`,
    )
    .at(0);
  if (depth > 1) {
    return (
      `${path} leads to ${match.func} through ${depth} includes, and it wasn't found. Each include hands on what its own route has left of the ` +
      `path, and what is behind it may be an include again.${cutOff ?? ''}`
    );
  }
  if (depth === 1) {
    return (
      `${path} leads to ${match.func} behind an include, and it wasn't found. What an include's route has matched is cut off, and the rest ` +
      `is matched by what is included.${cutOff ?? ''}`
    );
  }
  return `${path} leads to ${match.func} by '${match.route}', and it wasn't found.`;
}

/** There is no match, or another exception, and the answer has one. */
function foundTooMuch(path: string, { func, route }: Match, steps: readonly Step[]): string {
  if (!path.startsWith('/'))
    return `'${path}' doesn't begin with a slash, so it matches nothing, and it was resolved to ${func}.`;
  const refused = steps.find((step) => step.outcome === 'refused' && viewOf(step) === func);
  if (refused !== undefined) {
    return (
      `${path} was resolved to ${func} by '${route}', though a converter refused its part of the path. A ValueError from ` +
      '`toJs` says that the pattern does not match.'
    );
  }
  const behind = steps.find((step) => step.routes.length > 1 && viewOf(step) === func);
  if (behind !== undefined) {
    return (
      `${path} was resolved to ${func}, behind the include at ${inOneLine(behind.routes.slice(0, -1))}, and no pattern matches that path. An include's ` +
      'route takes what it matches by itself, as much as it can, and gives nothing back to what is behind it.'
    );
  }
  return (
    `${path} was resolved to ${func} by '${route}', and no pattern matches that path. The route of a view matches to the ` +
    'end of the path, and every letter of it counts.'
  );
}

/** What scenario.ts calls them. */
const notOfTheURLconf = 'a function that is no view of the URLconf';
const ofAnotherURLconf = 'the view of another URLconf';

function betweenMatches(path: string, got: Match, want: Match, steps: readonly Step[]): string | null {
  if (got.func !== want.func) {
    if (got.func === ofAnotherURLconf) {
      return (
        `For ${path}, the match's func is the view of another URLconf, in which that path was resolved before. Here it leads to ${want.func}: what ` +
        'was found for a path counts for the patterns that it was found in.'
      );
    }
    if (got.func === notOfTheURLconf) {
      return (
        `For ${path}, the match's func is a function that the URLconf doesn't have. It has to be the view itself, ${want.func}, as \`path\` was ` +
        'given it, with its arguments beside it: layers look at the view before it is called.'
      );
    }
    const empty = emptyValue(want, steps);
    if (empty !== null)
      return `${path} was resolved to ${got.func}, and ${want.func} stands further up, and matches. ${empty}`;
    const passedOver = steps.find((step) => step.outcome !== 'matched' && viewOf(step) === got.func);
    if (passedOver?.outcome === 'refused') {
      return (
        `${path} was resolved to ${got.func}, though a converter refused its part of the path with a ValueError. To the resolver that ` +
        `pattern doesn't match: it goes on, and finds ${want.func}.`
      );
    }
    if (passedOver !== undefined)
      return `${path} was resolved to ${got.func}, whose pattern does not match it; the first that does is ${want.func}'s.`;
    const includes = (steps.at(-1)?.routes.length ?? 1) - 1;
    const behind =
      includes > 1
        ? ` It stands behind ${includes} includes: behind an include may be an include again.`
        : '';
    return (
      `${path} was resolved to ${got.func}, and ${want.func} stands further up, and matches.${behind} The first pattern that matches ` +
      'wins: no later one is looked at, however well it would fit.'
    );
  }
  if (got.kwargs !== want.kwargs) return betweenKwargs(path, got.kwargs, want.kwargs, want, steps);
  if (got.route !== want.route) {
    return (
      `The match for ${path} says that its route is '${got.route}'. It is '${want.route}': the routes of all patterns on the way, ` +
      'as they are written, in one string.'
    );
  }
  if (got.urlName !== want.urlName)
    return `The match for ${path} has the urlName ${got.urlName}. The pattern's name is ${want.urlName}.`;
  if (got.namespaces.join() !== want.namespaces.join()) {
    return (
      `The match for ${path} has the namespaces ${got.namespaces.join(', ') || 'none'}. They are ${want.namespaces.join(', ') || 'none'}: those of ` +
      'the includes on the way that have one, the outermost first.'
    );
  }
  return null;
}

/** Says so when a converter on the way to the match has made 0, '' or null of its part of the path. */
function emptyValue(match: Match, steps: readonly Step[]): string | null {
  const kwargs = JSON.parse(match.kwargs) as Record<string, unknown>;
  const captured = Object.entries(kwargs).find(
    ([name, value]) => !value && new RegExp(`[<:]${name}>`).test(match.route) && givers(name, steps) === 1,
  );
  if (captured === undefined) return null;
  return (
    `The converter of ${captured[0]} makes ${JSON.stringify(captured[1])} of its part of the path, and that is a value like any other: only a ` +
    'ValueError says that the pattern does not match.'
  );
}

const belongs =
  'What is captured belongs to this one match, and what a URLconf holds stays as it was written.';

/** How many routes and extra arguments on the way to the match give that parameter a value. */
function givers(parameter: string, steps: readonly Step[]): number {
  const way = steps.at(-1)?.routes ?? [];
  const onTheWay = steps.filter(
    ({ outcome, routes }) =>
      (outcome === 'entered' || outcome === 'matched') &&
      routes.every((route, index) => route === way[index]),
  );
  return onTheWay.reduce(
    (count, { line }) =>
      count +
      Number(new RegExp(`[<:]${parameter}>`).test(line.route)) +
      Number(parameter in (line.kwargs ?? {})),
    0,
  );
}

function betweenKwargs(
  path: string,
  gotText: string,
  wantText: string,
  { func }: Match,
  steps: readonly Step[],
): string {
  const got = JSON.parse(gotText) as Record<string, unknown>;
  const want = JSON.parse(wantText) as Record<string, unknown>;
  const lines = `${func} would get ${gotText} for ${path}, and in Django it gets ${wantText}. `;
  const added = Object.keys(got).find((name) => !(name in want));
  if (added !== undefined) {
    return (
      `${lines}Nothing on the way has a parameter or an extra argument ${added}: it was left over from a pattern that did not match, or from ` +
      `an earlier path. ${belongs}`
    );
  }
  const missing = Object.keys(want).find((name) => !(name in got));
  const inside = (steps.at(-1)?.routes.length ?? 1) > 1;
  if (missing !== undefined) {
    return `${lines}${missing} is missing: ${inside ? 'what the includes on the way have captured, and their extra arguments, go to the view as well' : "what the route captures and the pattern's extra arguments both go to the view"}.`;
  }
  const other = Object.keys(want).find((name) => got[name] !== want[name]) ?? '';
  if (
    typeof got[other] === 'string' &&
    String(want[other]).toLowerCase() === String(Number(got[other]) || got[other]).toLowerCase()
  )
    return `${lines}${other} is the text from the path: a view gets what the converter's \`toJs\` has made of it.`;
  if (givers(other, steps) === 1 && typeof got[other] === typeof want[other]) {
    return `${lines}Only one thing on the way gives ${other} a value: this one was left over from an earlier path. ${belongs}`;
  }
  return (
    `${lines}Two of them give ${other} a value. A pattern's extra arguments go over what it captures, and what is further in goes over ` +
    'what the includes before it have added.'
  );
}

function between404s({ path, raised }: Resolved, want: NotFound): string | null {
  if (raised === null) return null;
  if (raised.byConverter) return escaped(path);
  if (!raised.isHttp404 || raised.exception !== 'Resolver404') {
    return (
      `Nothing matches ${path}, and resolve threw ${raised.exception}. It throws Resolver404, which is an Http404: that is how a ` +
      'boundary knows what to make of it.'
    );
  }
  if (!path.startsWith('/') && (raised.path !== want.path || raised.tried.length > 0)) {
    return (
      `'${path}' doesn't begin with a slash, so it matches nothing, and no pattern is tried. Its Resolver404 carries the path as it is, ` +
      'and a `tried` without entries.'
    );
  }
  if (raised.path !== want.path) {
    return (
      `Nothing matches ${path}, and the Resolver404 carries the path '${raised.path}'. It carries what all the patterns were matched against, ` +
      `'${want.path}': the path without the slash at its beginning, and all of the rest.`
    );
  }
  const [gotTried, wantTried] = [raised.tried, want.tried].map((tried) => tried.map(inOneLine));
  const at = (wantTried ?? []).findIndex((routes, index) => routes !== gotTried?.[index]);
  if (at >= 0) {
    const instead = gotTried?.[at];
    return (
      `Nothing matches ${path}, and \`tried\` has ${instead ?? 'no more entries'} where ${wantTried?.[at]} should be. It lists each pattern that didn't match, in ` +
      'the order in which they were tried, and before each the includes that led to it: who looks for a missing page reads where Django has looked.'
    );
  }
  if ((gotTried?.length ?? 0) > (wantTried?.length ?? 0)) {
    return (
      `Nothing matches ${path}, and \`tried\` has ${gotTried?.[wantTried?.length ?? 0]} at its end, which is no pattern that was tried. An include that ` +
      'matches has no entry of its own: those behind it have theirs.'
    );
  }
  return null;
}

function escaped(path: string): string {
  return (
    `A converter raised ValueError for a part of ${path}, and that came out of resolve. To the resolver a ValueError says that the pattern ` +
    'does not match, whatever its regex says: it goes on with the next one.'
  );
}

function viewOf({ line }: Step): string | null {
  return 'view' in line ? line.view : null;
}
