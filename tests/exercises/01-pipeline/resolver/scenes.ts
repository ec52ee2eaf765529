// The URLconfs that the suite makes up, and paths that lead into them or close by.
import fc from 'fast-check';
import { fresh } from '#suite/fresh';
import type { Extra, Line, OwnConverter, Scene, ViewLine } from './scene.ts';

const word = fc.stringMatching(/^[a-z]{2,6}$/);

/** That many different words. */
export function words(count: number): readonly string[] {
  return fresh(fc.uniqueArray(word, { minLength: count, maxLength: count }));
}

export const someNumber = (): number => fresh(fc.integer({ min: 10, max: 99_999 }));
export const someUuid = (): string => fresh(fc.uuid());

/** Few words, so that routes and paths often meet. */
const shelf = ['books', 'new', 'lem', '7', '30'] as const;
const part = fc.constantFrom(...shelf);
const type = fc.constantFrom('int', 'str', 'slug', 'path', 'day', 'word');
const parameter = fc.constantFrom('pk', 'name', 'of');
const extra: fc.Arbitrary<Extra> = fc.dictionary(parameter, fc.constantFrom<string | number>('extra', 0), {
  maxKeys: 1,
});

/** Refuses what its regex lets through: the 30th, for one. */
const day: OwnConverter = { name: 'day', regex: '[0-9]+', refuses: ['30'], raises: 'ValueError' };
const wordOnly: OwnConverter = { name: 'word', regex: '[a-z]+', refuses: ['new'], raises: 'ValueError' };
export const converters: readonly OwnConverter[] = [day, wordOnly];

const segment = fc.oneof(
  { weight: 2, arbitrary: part },
  { weight: 3, arbitrary: fc.tuple(type, parameter).map(([each, name]) => `<${each}:${name}>`) },
);

/** A route names a parameter once. */
const route = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .uniqueArray(segment, { maxLength, selector: (each) => /:(\w+)>/.exec(each)?.[1] ?? each })
    .chain((segments) => fc.constantFrom(segments.map((each) => `${each}/`).join(''), segments.join('/')));

function lines(depth: number, minLength = 0): fc.Arbitrary<readonly Line[]> {
  const view = fc.record({ route: route(2), kwargs: extra, view: fc.constant(''), name: word });
  const line: fc.Arbitrary<Line> =
    depth === 0
      ? view
      : fc.oneof(
          { weight: 2, arbitrary: view },
          {
            weight: 1,
            arbitrary: fc
              .record({
                route: route(1),
                kwargs: extra,
                include: lines(depth - 1),
                namespace: fc.option(word),
              })
              .map(({ namespace, ...rest }): Line => (namespace === null ? rest : { ...rest, namespace })),
          },
        );
  return fc.array(line, { minLength, maxLength: 4 });
}

export const scenes: fc.Arbitrary<Scene> = lines(2, 2).chain((all) =>
  fc.record({
    converters: fc.constant(converters),
    urlpatterns: fc.constant(numbered(all)),
    paths: fc.array(fc.oneof(pathLike(), pathInto(all)), { minLength: 1, maxLength: 3 }),
  }),
);

/** What may stand for a parameter, refused or not. */
const fits: Readonly<Record<string, readonly string[]>> = {
  int: ['7', '30'],
  day: ['7', '30'],
  word: ['lem', 'new'],
  path: ['books/7', 'new'],
};

/** A path made after one of the routes: it may still lead elsewhere, to an earlier pattern. */
function pathInto(all: readonly Line[]): fc.Arbitrary<string> {
  const routes = routesOf(all);
  return fc
    .tuple(fc.constantFrom('', ...routes), fc.nat(1))
    .map(([each, which]) => each.replace(/<(\w+):\w+>/g, (_, type: string) => fits[type]?.[which] ?? 'emma'))
    .map((each) => `/${each}`);
}

function routesOf(all: readonly Line[]): readonly string[] {
  return all.flatMap((line) =>
    'view' in line ? [line.route] : routesOf(line.include).map((inner) => line.route + inner),
  );
}

function pathLike(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(part, { maxLength: 4 }), fc.constantFrom('/', ''))
    .map(([parts, end]) => `/${parts.join('/')}${parts.length > 0 ? end : ''}`);
}

/** A name of its own for each view: `view1`, `view2`, from the top. */
export function numbered(all: readonly Line[]): readonly Line[] {
  let last = 0;
  const name = (line: Line): Line =>
    'view' in line ? { ...line, view: `view${++last}` } : { ...line, include: line.include.map(name) };
  return all.map(name);
}

export const view = (route: string, name: string, kwargs: Extra = {}): ViewLine => ({
  route,
  view: `${name}_view`,
  name,
  kwargs,
});
