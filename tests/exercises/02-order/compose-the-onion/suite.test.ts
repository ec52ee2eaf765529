import fc from 'fast-check';
import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { fail, paragraph, play } from '#suite/rebuild';
import { expectDjango } from './answers.ts';
import { statusOf } from './django.ts';
import { cameBack, stackOf } from './evidence.ts';
import { expectFactories, loaded } from './loading.ts';
import type { ExceptionName, Happened, Layer, Scene, View } from './scene.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const exceptionName = fc.constantFrom(...(Object.keys(statusOf) as ExceptionName[]));
const path = fc.stringMatching(/^[a-z]{2,6}$/).map((word) => `/${word}/`);
const view: fc.Arbitrary<View> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ status: fc.constantFrom(200, 201, 302, 410) }) },
  { weight: 1, arbitrary: fc.record({ raises: exceptionName }) },
);

function layerNamed(name: string): fc.Arbitrary<Layer> {
  const plain = (does: 'pass' | 'set-header' | 'not-used') => fc.constant<Layer>({ name, does });
  const raising = (does: 'raise-before' | 'raise-after') =>
    exceptionName.map((exception): Layer => ({ name, does, exception }));
  return fc.oneof(
    { weight: 4, arbitrary: plain('pass') },
    { weight: 2, arbitrary: plain('set-header') },
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

const scenes: fc.Arbitrary<Scene> = fc.record({
  layers: fc.subarray(NAMES, { maxLength: 6 }).chain((names) => fc.tuple(...names.map(layerNamed))),
  view,
  paths: fc.array(path, { minLength: 1, maxLength: 2 }),
});

const onePath = (): readonly string[] => [fresh(path)];
const passing = (...names: readonly string[]): Layer[] => names.map((name) => ({ name, does: 'pass' }));
/** A few layers of distinct names, so that an answer made for two of them is found out. */
const someNames = (least: number): readonly string[] =>
  fresh(fc.shuffledSubarray(NAMES, { minLength: least, maxLength: 5 }));

describe('the onion', () => {
  test('the first listed layer is the outermost, the view is the core', async () => {
    await expectDjango({ layers: passing('A', 'B'), view: { status: 200 }, paths: ['/books/'] });
    await expectDjango({ layers: passing(...someNames(3)), view: { status: 200 }, paths: onePath() });
  });

  test('a view without middleware is a chain too', async () => {
    await expectDjango({ layers: [], view: { status: 200 }, paths: onePath() });
    await expectDjango({ layers: [], view: { raises: 'Http404' }, paths: onePath() });
  });

  test('each factory is called once, while the chain is loaded, from the last to the first', async () => {
    const scene: Scene = {
      layers: passing(...someNames(3)),
      view: { status: 200 },
      paths: ['/one/', '/two/', '/three/'],
    };
    expectFactories(scene, await loaded(scene));
  });

  test('two chains know nothing of each other', async () => {
    const [outer = 'A', inner = 'B'] = someNames(2);
    const scene: Scene = { layers: passing(outer, inner), view: { status: 200 }, paths: onePath() };
    await expectDjango(scene);
    await expectDjango({ ...scene, layers: passing(inner), view: { status: 201 } });
  });

  test('a short-circuit turns the request around: further in, nobody hears of it', async () => {
    const [outer = 'A', short = 'B', inner = 'C'] = someNames(3);
    const layers: Layer[] = [
      ...passing(outer),
      { name: short, does: 'short-circuit', status: 418 },
      ...passing(inner),
    ];
    await expectDjango({ layers, view: { status: 200 }, paths: onePath() });
  });

  test('the outermost layer has the last word on the response', async () => {
    const layers = someNames(3).map((name): Layer => ({ name, does: 'set-header' }));
    await expectDjango({ layers, view: { status: 200 }, paths: onePath() });
  });
});

describe('the boundaries', () => {
  test("a view's exception reaches the innermost layer as a response", async () => {
    await expectDjango({ layers: passing(...someNames(2)), view: { raises: 'Http404' }, paths: onePath() });
  });

  test("a layer's exception reaches the next layer out as a response", async () => {
    const [outer = 'A', raising = 'B', inner = 'C'] = someNames(3);
    const does = fresh(fc.constantFrom('raise-before' as const, 'raise-after' as const));
    const layers: Layer[] = [
      ...passing(outer),
      { name: raising, does, exception: 'PermissionDenied' },
      ...passing(inner),
    ];
    await expectDjango({ layers, view: { status: 200 }, paths: onePath() });
  });

  test("the outermost layer's exception never reaches the server", async () => {
    const [outer = 'A', inner = 'B'] = someNames(2);
    const layers: Layer[] = [{ name: outer, does: 'raise-after', exception: 'Error' }, ...passing(inner)];
    await expectDjango({ layers, view: { status: 200 }, paths: onePath() });
  });
});

describe('the factories', () => {
  test('one that raises MiddlewareNotUsed is left out, and the others work as before', async () => {
    const [outer = 'A', unused = 'B', inner = 'C'] = someNames(3);
    const layers: Layer[] = [...passing(outer), { name: unused, does: 'not-used' }, ...passing(inner)];
    await expectDjango({ layers, view: { status: 200 }, paths: onePath() });
  });

  test('one that returns nothing stops the loading, and is named', async () => {
    const [outer = 'A', inner = 'B'] = someNames(2);
    const name = fresh(
      fc.constantFrom('Session', 'Csrf', 'Locale', 'Gzip').map((word) => `${word}Middleware`),
    );
    const layers: Layer[] = [...passing(outer), { name, does: 'return-nothing' }, ...passing(inner)];
    const scene: Scene = { layers, view: { status: 200 }, paths: onePath() };
    const { load, requests } = await play<Happened>(scene);
    if (load.raised === null) {
      const evidence = requests.map((each) =>
        [paragraph('Sent', [`GET ${each.path}`]), cameBack(each)].join('\n\n'),
      );
      fail(
        `The factory of ${name} returned nothing, and the chain was loaded as if all were well. Whoever forgot that ` +
          'return should hear of it when the server starts, with the name, and not when a request comes.',
        [stackOf(scene), ...evidence],
      );
    }
    const { exception, message } = load.raised;
    if (exception !== 'ImproperlyConfigured') {
      fail(
        `The factory of ${name} returned nothing, and loading stopped with ${exception}. Django raises ImproperlyConfigured ` +
          'for a mistake in the settings.',
        [stackOf(scene), paragraph('Loading stopped with', [`${exception}: ${message}`])],
      );
    }
    if (!message.includes(name)) {
      fail(
        `The message doesn't say which factory returned nothing. In a list of twenty, "${name}" is the word to look for.`,
        [stackOf(scene), paragraph('Loading stopped with', [`${exception}: ${message}`])],
      );
    }
  });

  test('one that raises anything else stops the loading with just that', async () => {
    const [outer = 'A', failing = 'B', inner = 'C'] = someNames(3);
    const layers: Layer[] = [...passing(outer), { name: failing, does: 'fail-to-load' }, ...passing(inner)];
    const scene: Scene = { layers, view: { status: 200 }, paths: onePath() };
    const { load } = await play<Happened>(scene);
    if (load.raised === null) {
      fail(
        `The factory of ${failing} raised an Error because it couldn't do its work, and loading went on without it. Only ` +
          'MiddlewareNotUsed means "leave me out": any other exception is a fault, and the server must not start with it.',
        [stackOf(scene)],
      );
    }
    const { exception, message } = load.raised;
    if (exception !== 'Error' || message !== `${failing} found no connection`) {
      fail(
        `The factory of ${failing} raised "Error: ${failing} found no connection", and another exception stopped the loading. ` +
          'Whoever has to mend it needs the first one.',
        [stackOf(scene), paragraph('Loading stopped with', [`${exception}: ${message}`])],
      );
    }
  });
});

test('any stack does what Django does with it', async () => {
  await forEvery(scenes, async (scene) => expectFactories(scene, await expectDjango(scene)), { runs: 60 });
});
