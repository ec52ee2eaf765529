import { paragraph } from '#suite/rebuild';
import type { Expected, Step } from './django.ts';
import type { Line, Match, Resolved, Scene } from './scene.ts';

/** The URLconf of a scene, as it would be written. */
export function urlconfOf({ urlpatterns, converters }: Scene): string {
  const used = converters.filter(({ name }) => JSON.stringify(urlpatterns).includes(`<${name}:`));
  const own = used.map(({ name, regex, refuses, raises, gives = {} }) =>
    [
      `${name}: matches ${regex}, makes capitals of it`,
      ...Object.entries(gives).map(([text, value]) => `makes ${JSON.stringify(value)} of ${text}`),
      ...(refuses.length > 0 ? [`raises ${raises} for ${refuses.join(', ')}`] : []),
    ].join(', '),
  );
  return [
    paragraph('The URLconf', urlpatterns.length > 0 ? urlpatterns.flatMap(written) : ['no patterns at all']),
    ...(own.length > 0 ? [paragraph('Its own converters', own)] : []),
  ].join('\n\n');
}

function written(line: Line): string[] {
  const extra = Object.keys(line.kwargs ?? {}).length > 0 ? [JSON.stringify(line.kwargs)] : [];
  if ('view' in line) {
    const name = line.name === undefined ? [] : [`name ${line.name}`];
    return [[`path('${line.route}', ${line.view})`, ...extra, ...name].join('  ')];
  }
  const namespace = line.namespace === undefined ? [] : [`namespace ${line.namespace}`];
  const head = [`path('${line.route}', include(`, ...extra, ...namespace].join('  ');
  return [head, ...line.include.flatMap(written).map((each) => `  ${each}`), '))'];
}

const outcomes: Readonly<Record<Exclude<Step['outcome'], 'raised'>, string>> = {
  'no match': 'does not match',
  refused: 'matches, but a converter raises ValueError: no match',
  entered: 'matches; on to what it includes',
  left: 'nothing behind it matches: on to the next pattern',
  matched: 'matches',
};

/** What Django tried, in its order. */
export function stepsOf({ steps, ...ending }: Expected): string {
  const raises = 'raises' in ending ? ending.raises : '';
  const rows = steps.map(
    ({ routes, outcome }) =>
      [
        `${'  '.repeat(routes.length - 1)}'${routes.at(-1)}'`,
        outcome === 'raised'
          ? `matches, and a converter raises ${raises}: out of resolve`
          : outcomes[outcome],
      ] as const,
  );
  const width = Math.max(0, ...rows.map(([route]) => route.length));
  const lines = rows.map(([route, outcome]) => `${route.padEnd(width)}  ${outcome}`);
  return paragraph('What Django tries', lines.length > 0 ? lines : ['nothing']);
}

export function cameBack({ match, raised, returned }: Resolved): string {
  if (raised !== null) return paragraph('Yours', raisedLines(raised));
  return paragraph('Yours', match === null ? [`returned ${returned}`] : matchLines(match));
}

export function inDjango(expected: Expected): string {
  if ('match' in expected) return paragraph('In Django', matchLines(expected.match));
  return paragraph(
    'In Django',
    raisedLines({ exception: expected.raises, path: '', tried: [], ...expected }),
  );
}

function matchLines({ func, kwargs, urlName, route, namespaces }: Match): string[] {
  return [
    `func        ${func}`,
    `kwargs      ${kwargs}`,
    `urlName     ${urlName ?? 'null'}`,
    `route       '${route}'`,
    `namespaces  ${namespaces.length > 0 ? namespaces.join(', ') : 'none'}`,
  ];
}

function raisedLines(raised: {
  exception: string;
  path: string;
  tried: readonly (readonly string[])[];
}): string[] {
  if (raised.exception !== 'Resolver404') return [`raises ${raised.exception}`];
  return [
    'raises Resolver404',
    `path   '${raised.path}'`,
    ...raised.tried.map((routes, index) => `${index === 0 ? 'tried' : '     '}  ${inOneLine(routes)}`),
  ];
}

export function inOneLine(routes: readonly string[]): string {
  return routes.map((route) => `'${route}'`).join(' then ');
}
