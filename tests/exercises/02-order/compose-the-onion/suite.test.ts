import fc from 'fast-check';
import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { fail, paragraph, play } from '#suite/rebuild';
import { expectDjango, expectTwoChains } from './answers.ts';
import { cameBack, stackOf } from './evidence.ts';
import { expectFactories, loaded, stoppedWith } from './loading.ts';
import type { Happened, Layer, Scene } from './scene.ts';
import { onePath, passing, scenes, someNames, threeLongNames, twoPaths } from './scenes.ts';

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

  test('one request after another meets every layer, the same path again too', async () => {
    const [path = '/one/', other = '/two/'] = twoPaths();
    await expectDjango({
      layers: passing(...someNames(2)),
      view: { status: 200 },
      paths: [path, other, path],
    });
  });

  test('two chains know nothing of each other', async () => {
    await expectTwoChains({
      layers: passing(...someNames(2)),
      view: { status: 200 },
      secondView: { status: 201 },
      paths: onePath(),
    });
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

  test('a layer that asks twice sends the request twice through everything inside it', async () => {
    const [outer = 'A', asking = 'B', ...inner] = someNames(3);
    const layers: Layer[] = [...passing(outer), { name: asking, does: 'ask-twice' }, ...passing(...inner)];
    await expectDjango({ layers, view: { status: 200 }, paths: onePath() });
  });

  test('what a layer passes on is what the layers inside it get', async () => {
    const [outer = 'A', asking = 'B', ...inner] = someNames(3);
    const [path = '/one/', other = '/two/'] = twoPaths();
    const layers: Layer[] = [
      ...passing(outer),
      { name: asking, does: 'ask-for', path: other },
      ...passing(...inner),
    ];
    await expectDjango({ layers, view: { status: 200 }, paths: [path] });
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
    await expectNamed('return-nothing', 'nothing');
    await expectNamed('return-null', 'null');
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
    if (!load.raised.byFactory) {
      fail(
        `The factory of ${failing} raised "Error: ${failing} found no connection", and another exception stopped the loading. ` +
          'Whoever has to mend it needs the first one itself: it knows where it was raised.',
        [stackOf(scene), stoppedWith(load.raised)],
      );
    }
  });
});

test('any stack does what Django does with it', async () => {
  await forEvery(scenes, async (scene) => expectFactories(scene, await expectDjango(scene)), { runs: 60 });
});

/** Checks that a factory which returns `value`, among others, stops the loading with its name. */
async function expectNamed(does: 'return-nothing' | 'return-null', value: string): Promise<void> {
  const [outer = 'A', name = 'B', inner = 'C'] = threeLongNames();
  const layers: Layer[] = [...passing(outer), { name, does }, ...passing(inner)];
  const scene: Scene = { layers, view: { status: 200 }, paths: onePath() };
  const { load, requests } = await play<Happened>(scene);
  if (load.raised === null) {
    const evidence = requests.map((each) =>
      [paragraph('Sent', [`GET ${each.path}`]), cameBack(each)].join('\n\n'),
    );
    fail(
      `The factory of ${name} returned ${value}, and the chain was loaded as if all were well. Whoever forgot to return the ` +
        'layer should hear of it when the server starts, with the name, and not when a request comes.',
      [stackOf(scene), ...evidence],
    );
  }
  const { exception, message } = load.raised;
  const evidence = [stackOf(scene), stoppedWith(load.raised)];
  if (exception !== 'ImproperlyConfigured') {
    fail(
      `The factory of ${name} returned ${value}, and loading stopped with ${exception}. Django raises ImproperlyConfigured ` +
        'for a mistake in the settings.',
      evidence,
    );
  }
  if (!message.includes(name)) {
    fail(
      `The message doesn't say which factory returned ${value}. In a list of twenty, "${name}" is the word to look for.`,
      evidence,
    );
  }
  if (message.includes(outer) && message.includes(inner)) {
    fail(
      `The message names every factory of the list, and so doesn't say which of them returned ${value}. It was ${name}.`,
      evidence,
    );
  }
}
