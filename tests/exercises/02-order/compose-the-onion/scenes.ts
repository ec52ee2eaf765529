// The stacks that the suite makes up.
import fc from 'fast-check';
import { fresh } from '#suite/fresh';
import { statusOf } from './django.ts';
import type { ExceptionName, Layer, Scene, View } from './scene.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const exceptionName = fc.constantFrom(...(Object.keys(statusOf) as ExceptionName[]));
const path = fc.stringMatching(/^[a-z]{2,6}$/).map((word) => `/${word}/`);
/** Longer than any path of a request, so that the two are never taken for each other. */
const otherPath = fc.stringMatching(/^[a-z]{7,9}$/).map((word) => `/${word}/`);
const view: fc.Arbitrary<View> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ status: fc.constantFrom(200, 201, 302, 410) }) },
  { weight: 1, arbitrary: fc.record({ raises: exceptionName }) },
);

function layerNamed(name: string): fc.Arbitrary<Layer> {
  const plain = (does: 'pass' | 'set-header' | 'ask-twice' | 'not-used') =>
    fc.constant<Layer>({ name, does });
  const raising = (does: 'raise-before' | 'raise-after') =>
    exceptionName.map((exception): Layer => ({ name, does, exception }));
  return fc.oneof(
    { weight: 4, arbitrary: plain('pass') },
    { weight: 2, arbitrary: plain('set-header') },
    { weight: 1, arbitrary: plain('ask-twice') },
    { weight: 1, arbitrary: otherPath.map((other): Layer => ({ name, does: 'ask-for', path: other })) },
    { weight: 1, arbitrary: plain('not-used') },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(202, 401, 418)
        .map((status): Layer => ({ name, does: 'short-circuit', status })),
    },
    { weight: 1, arbitrary: raising('raise-before') },
    { weight: 1, arbitrary: raising('raise-after') },
  );
}

export const scenes: fc.Arbitrary<Scene> = fc.record({
  layers: fc.subarray(NAMES, { maxLength: 6 }).chain((names) => fc.tuple(...names.map(layerNamed))),
  view,
  paths: fc.uniqueArray(path, { minLength: 1, maxLength: 2 }),
});

export const onePath = (): readonly string[] => [fresh(path)];
export const twoPaths = (): readonly string[] => fresh(fc.uniqueArray(path, { minLength: 2, maxLength: 2 }));

export const passing = (...names: readonly string[]): Layer[] =>
  names.map((name) => ({ name, does: 'pass' }));

/** A few layers of distinct names, so that an answer made for two of them is found out. */
export const someNames = (least: number): readonly string[] =>
  fresh(fc.shuffledSubarray(NAMES, { minLength: least, maxLength: 5 }));

/** Three names of which none occurs in an ordinary sentence. */
export const threeLongNames = (): readonly string[] =>
  fresh(fc.shuffledSubarray(['Session', 'Csrf', 'Locale', 'Gzip'], { minLength: 3, maxLength: 3 })).map(
    (word) => `${word}Middleware`,
  );
