/** What the exercise 02-order/exceptions-to-responses calls Django's doing is what real Django does. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import { djangoAnswers } from '../exercises/02-order/exceptions-to-responses/django.ts';
import type { Does, ExceptionName, Scene } from '../exercises/02-order/exceptions-to-responses/scene.ts';
import { pages, scenes } from '../exercises/02-order/exceptions-to-responses/scenes.ts';

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const site = await readFiles('tests/lessons/02-order-exceptions-to-responses');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());

const urls = `
from django.urls import path
from shop import played

urlpatterns = [path("<path:path>", played.view)]
handler400, handler403 = played.page_400, played.page_403
handler404, handler500 = played.page_404, played.page_500
`;

const raise = (exception: ExceptionName): Does => ({ does: 'raise', exception });
const scene = (view: Does, rest: Partial<Scene> = {}): Scene => ({
  path: '/till/',
  message: 'no change in till',
  layers: [{ name: 'A' }, { name: 'B' }],
  view,
  pages,
  propagate: false,
  ...rest,
});

test.for<ExceptionName>([
  'BadRequest',
  'DisallowedHost',
  'Error',
  'Http404',
  'PermissionDenied',
  'Resolver404',
  'SuspiciousOperation',
  'SystemExit',
])("a view's %s goes as the exercise says", (exception) => expectSame(scene(raise(exception))));

test.for<[string, Scene]>([
  [
    'a page for 404 that raises',
    scene(raise('Http404'), { pages: { ...pages, 404: raise('PermissionDenied') } }),
  ],
  [
    'a page for 403 that ends the process',
    scene(raise('PermissionDenied'), { pages: { ...pages, 403: raise('SystemExit') } }),
  ],
  ['a page for 500 that raises', scene(raise('Error'), { pages: { ...pages, 500: raise('Error') } })],
  [
    'a layer that raises on the way out',
    scene({ does: 'answer', status: 200 }, { layers: [{ name: 'A' }, { name: 'B', after: raise('Error') }] }),
  ],
  ['an Error under DEBUG_PROPAGATE_EXCEPTIONS', scene(raise('Error'), { propagate: true })],
  ['an Http404 under it', scene(raise('Http404'), { propagate: true })],
])('%s goes as the exercise says', ([, each]) => expectSame(each));

test('any scene goes as the exercise says', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(scenes, expectSame), { numRuns: 40, seed: 3 });
});

async function expectSame(scene: Scene): Promise<void> {
  const stack = scene.layers.map(({ name }) => `shop.played.${name}`);
  await django.reset();
  await django.write({
    ...site,
    'shop/scene.json': JSON.stringify(scene),
    'bookshop/settings.py': `${settings}\nMIDDLEWARE = ${JSON.stringify(stack)}\nDEBUG_PROPAGATE_EXCEPTIONS = ${scene.propagate ? 'True' : 'False'}\n`,
    'bookshop/urls.py': urls,
  });
  const { response, escaped, output } = await django.request({ method: 'GET', path: scene.path });
  const story = output.split('\n').flatMap((line) => (line.startsWith('STORY ') ? [line.slice(6)] : []));
  const want = djangoAnswers(scene);
  expect({
    trace: story,
    response: response && { status: response.status, content: new TextDecoder().decode(response.body) },
    escaped: escaped?.exception.split('.').at(-1)?.replace('RuntimeError', 'Error') ?? null,
  }).toEqual({
    trace: want.trace,
    response: want.response,
    escaped: want.escaped?.split(' ')[0] ?? null,
  });
}
