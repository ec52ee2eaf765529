/** What the exercise 02-order/cache-pair calls Django's answer is what real Django answers. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import type { Trace } from '../../src/trace/events.ts';
import { djangoAnswers, type Expected, url, varyOf } from '../exercises/02-order/cache-pair/django.ts';
import type { Layer, Scene, Sent } from '../exercises/02-order/cache-pair/scene.ts';
import {
  blockBelow,
  get,
  insideSession,
  page,
  rightOrder,
  scenes,
} from '../exercises/02-order/cache-pair/scenes.ts';

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const site = await readFiles('tests/lessons/02-order-cache-pair');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());

const importable: Record<Layer['does'], string> = {
  update: 'django.middleware.cache.UpdateCacheMiddleware',
  fetch: 'django.middleware.cache.FetchFromCacheMiddleware',
  pass: 'shop.played.plain',
  session: 'shop.played.session',
  stamp: 'shop.played.stamp',
  block: 'shop.played.block',
};

interface Met {
  readonly trace: readonly string[];
  readonly status: number | undefined;
  readonly content: string;
  readonly vary: readonly string[];
  readonly stamp: string | null;
}

describe('the pair', () => {
  const ada = { HTTP_COOKIE: 'user=ada' };
  const bob = { HTTP_COOKIE: 'user=bob' };
  const blocked = { REMOTE_ADDR: '198.51.100.9' };
  const personal = { ...page, personal: true };
  const head = { ...get('/books/'), method: 'HEAD' };

  test.for<[string, Scene]>([
    ['serves a page to all', { layers: rightOrder, view: page, requests: [get('/books/'), get('/books/')] }],
    [
      'keeps users apart',
      { layers: rightOrder, view: personal, requests: [get('/books/', ada), get('/books/', bob)] },
    ],
    [
      'leaks below the session',
      { layers: insideSession, view: personal, requests: [get('/books/', ada), get('/books/', bob)] },
    ],
    [
      'opens a block list below it',
      {
        layers: blockBelow('198.51.100.9'),
        view: page,
        requests: [get('/books/', blocked), get('/books/'), get('/books/', blocked)],
      },
    ],
    [
      "serves a HEAD with the GET's page",
      { layers: rightOrder, view: page, requests: [get('/books/'), head, head] },
    ],
    [
      "never serves a GET with the HEAD's page",
      { layers: rightOrder, view: page, requests: [head, head, get('/books/')] },
    ],
    [
      'keeps no hit again',
      {
        layers: rightOrder,
        view: page,
        requests: [get('/books/'), get('/books/', {}, 599), get('/books/', {}, 1)],
      },
    ],
  ])('%s as the exercise says', async ([, scene]) => expectSame(scene));
});

test('the pair does with any stack and any visitors what the exercise says', {
  timeout: 300_000,
}, async () => {
  await fc.assert(fc.asyncProperty(scenes, expectSame), { numRuns: 25, seed: 2 });
});

async function expectSame(scene: Scene): Promise<void> {
  const want = djangoAnswers(scene);
  for (const [index, met] of (await playOnDjango(scene)).entries()) {
    const { trace, response } = want[index] as Expected;
    expect(met).toEqual({
      trace,
      status: response.status,
      // A server sends no body for a HEAD.
      content: scene.requests[index]?.method === 'HEAD' ? '' : response.content,
      vary: varyOf(response),
      stamp: response.headers['X-Stamp'] ?? null,
    } satisfies Met);
  }
}

async function playOnDjango(scene: Scene): Promise<Met[]> {
  const stack = scene.layers.map(({ does }) => importable[does]);
  await django.reset();
  await django.write({
    ...site,
    'shop/scene.json': JSON.stringify(scene),
    'bookshop/settings.py': `${settings}\nMIDDLEWARE = ${JSON.stringify(stack)}\n`,
    'bookshop/urls.py':
      'from django.urls import path\nfrom shop import played\nurlpatterns = [path("<path:path>", played.view)]\n',
  });
  const met: Met[] = [];
  for (const sent of scene.requests) met.push(await send(sent, scene.layers));
  return met;
}

async function send(sent: Sent, layers: readonly Layer[]): Promise<Met> {
  const headers = Object.entries(sent.META).flatMap(([name, value]) =>
    name === 'QUERY_STRING' ? [] : [[name.replace(/^HTTP_/, '').replaceAll('_', '-'), value] as const],
  );
  const { response, trace } = await django.request({
    method: sent.method,
    path: url(sent),
    headers: { ...Object.fromEntries(headers), 'X-Later': String(sent.later) },
  });
  const header = (name: string) => response?.headers.find(([each]) => each === name)?.[1];
  const vary = header('Vary');
  return {
    trace: inTheScenesWords(trace, layers),
    status: response?.status,
    content: new TextDecoder().decode(response?.body),
    vary: varyOf({ headers: vary === undefined ? {} : { Vary: vary } }),
    stamp: header('X-Stamp') ?? null,
  };
}

/** `Fetch in`, `Fetch answers 200 by itself`: as the exercise's scenario writes it down. */
function inTheScenesWords(trace: Trace, layers: readonly Layer[]): string[] {
  const nameOf = (layer: string) =>
    layers.find(({ does }) => importable[does].endsWith(`.${layer}`))?.name ?? layer;
  const answered = new Set(trace.flatMap((event) => (event.kind === 'short-circuited' ? [event.layer] : [])));
  return trace.flatMap((event) => {
    if (event.kind === 'layer-entered') return [`${nameOf(event.layer)} in`];
    if (event.kind === 'view-returned') return [`view answers ${event.status}`];
    if (event.kind !== 'layer-left') return [];
    const own = answered.has(event.layer) ? ['answers', 'by itself'] : ['out'];
    return [[nameOf(event.layer), own[0], event.status, ...own.slice(1)].join(' ')];
  });
}
