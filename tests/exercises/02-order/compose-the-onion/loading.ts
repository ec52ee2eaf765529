import { fail, paragraph, play } from '#suite/rebuild';
import { inOneLine, stackOf } from './evidence.ts';
import type { Chain, Happened, Scene, TwoChains } from './scene.ts';

/** Plays a scene that has nothing wrong with its factories, and checks that a chain came of it. */
export async function loaded(scene: Scene | TwoChains): Promise<Happened> {
  const happened = await play<Happened>(scene);
  expectLoaded(scene, happened);
  if (happened.second !== null) expectLoaded(scene, happened.second);
  return happened;
}

function expectLoaded(scene: Scene, { load: { raised, returned, trace } }: Chain): void {
  if (raised !== null) {
    const evidence = [stackOf(scene), stoppedWith(raised)];
    const unused = scene.layers.find(
      ({ name, does }) => does === 'not-used' && trace.at(-1) === `${name} factory`,
    );
    if (unused !== undefined) {
      fail(
        `The factory of ${unused.name} raised MiddlewareNotUsed, and that stopped the loading. It isn't an error: the layer says ` +
          "that it isn't needed here, and Django leaves it out and goes on with the others.",
        evidence,
      );
    }
    fail('Nothing is wrong with any of these factories, and loading stopped all the same.', evidence);
  }
  if (returned !== 'a function') {
    fail(
      `loadMiddleware returned ${returned}. It has to return the chain: a function that takes a request and returns a response.`,
      [stackOf(scene)],
    );
  }
}

export function stoppedWith({ exception, message }: { exception: string; message: string }): string {
  return paragraph('Loading stopped with', `${exception}: ${message}`.split('\n'));
}

export const isCall = (line: string): boolean => line.endsWith(' factory');

/** Checks that each factory was called once, while the chain was loaded, and the last one first. */
export function expectFactories(scene: Scene, happened: Chain): void {
  const evidence = [stackOf(scene), factoryTraces(happened)];
  const want = scene.layers.map(({ name }) => name).reverse();
  const got = happened.load.trace.map((line) => line.replace(' factory', ''));
  const late = happened.requests
    .flatMap(({ trace }) => trace)
    .find(isCall)
    ?.replace(' factory', '');
  if (late !== undefined) {
    fail(
      `The factory of ${late} was called when a request came. Django calls each factory once, while the chain is loaded: ` +
        'what a layer prepares there serves every request after it.',
      evidence,
    );
  }
  if (got.length === 0 && want.length > 0) {
    fail(
      'No factory was ever called, so no layer exists. Calling a factory is what makes its layer.',
      evidence,
    );
  }
  const missing = want.find((name) => !got.includes(name));
  if (missing !== undefined) {
    fail(
      `The factory of ${missing} was never called, so its layer doesn't exist. Every factory of the list gets its turn, ` +
        'however long the list is and whatever the others do.',
      evidence,
    );
  }
  const twice = want.find((name) => got.indexOf(name) !== got.lastIndexOf(name));
  if (twice !== undefined)
    fail(`The factory of ${twice} was called more than once while the chain was loaded.`, evidence);
  if (got.join() !== want.join()) {
    fail(
      `The factories ran in the order ${got.join(', ')}. They run from the last of the list to the first ` +
        `(${want.join(', ')}): a factory is given what is inside its layer, so that has to exist before it.`,
      evidence,
    );
  }
}

function factoryTraces({ load, requests }: Chain): string {
  const rows = [
    ['load', load.trace] as const,
    ...requests.map(({ path, trace }) => [`GET ${path}`, trace] as const),
  ];
  const width = Math.max(...rows.map(([when]) => when.length));
  const lines = rows.map(([when, trace]) => `${when.padEnd(width)}  ${inOneLine(trace.filter(isCall))}`);
  return paragraph('Calls of factories', lines);
}
