// The scenes that the suite makes up.
import fc from 'fast-check';
import { fresh } from '#suite/fresh';
import { pageOf } from './django.ts';
import type { Does, ExceptionName, Layer, Scene } from './scene.ts';

const path = fc.stringMatching(/^[a-z]{3,8}$/).map((word) => `/${word}/`);
const message = fc.stringMatching(/^no [a-z]{4,9} in [a-z]{4,9}$/);
const exceptionName = fc.constantFrom(...(Object.keys(pageOf) as ExceptionName[]));
const raise = (exception: ExceptionName): Does => ({ does: 'raise', exception });
const answer = (status: number): Does => ({ does: 'answer', status });

export const names = fc.shuffledSubarray(['A', 'B', 'C', 'D'], { minLength: 2, maxLength: 3 });
export const pages: Scene['pages'] = {
  400: answer(400),
  403: answer(403),
  404: answer(404),
  500: answer(500),
};

/** A scene with layers that let everything pass, and all pages in order. */
export function sceneOf(view: Does, rest: Partial<Scene> = {}): Scene {
  return {
    path: fresh(path),
    message: fresh(message),
    layers: fresh(names).map((name) => ({ name })),
    view,
    pages,
    propagate: false,
    ...rest,
  };
}

const mayRaise = fc.oneof(
  { weight: 6, arbitrary: exceptionName.map(raise) },
  { weight: 1, arbitrary: fc.constant(raise('SystemExit')) },
);
const layer = (name: string): fc.Arbitrary<Layer> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Layer>({ name }) },
    { weight: 1, arbitrary: mayRaise.map((before) => ({ name, before })) },
    { weight: 1, arbitrary: fc.constant<Layer>({ name, before: answer(503) }) },
    { weight: 2, arbitrary: mayRaise.map((after) => ({ name, after })) },
  );
const page = (...statuses: readonly [number, ...number[]]): fc.Arbitrary<Does> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...statuses).map(answer) },
    { weight: 1, arbitrary: mayRaise },
  );

export const scenes: fc.Arbitrary<Scene> = fc.record({
  path,
  message,
  layers: fc.subarray(['A', 'B', 'C']).chain((chosen) => fc.tuple(...chosen.map(layer))),
  view: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(200, 404, 503).map(answer) },
    { weight: 4, arbitrary: mayRaise },
  ),
  pages: fc.record({ 400: page(400), 403: page(403, 404), 404: page(404, 410, 200), 500: page(500, 503) }),
  propagate: fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});
