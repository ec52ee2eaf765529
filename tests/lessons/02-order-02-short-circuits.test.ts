/** What the lesson on short-circuits says and no recording of it can show. */
import { afterAll, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const site = await readFiles('content/02-order/02-short-circuits/site');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());

const pair = 'django.middleware.cache.UpdateCacheMiddleware';
const fetch = 'django.middleware.cache.FetchFromCacheMiddleware';

async function start(stack: readonly string[], files: FileSet): Promise<void> {
  await django.reset();
  const own = `${settings}\nMIDDLEWARE = ${JSON.stringify(stack)}\n`;
  await django.write({ ...site, 'bookshop/settings.py': own, ...files });
}

test('a view under never_cache asks LoginRequiredMiddleware each time', async () => {
  const counter = (site['shop/counter.py'] ?? '')
    .replace(
      'from shop import story',
      'from django.views.decorators.cache import never_cache\nfrom shop import story',
    )
    .replace('def handbook', '@never_cache\ndef handbook');
  const sessions = 'django.contrib.sessions.middleware.SessionMiddleware';
  const auth = 'django.contrib.auth.middleware';
  const stack = [
    pair,
    sessions,
    `${auth}.AuthenticationMiddleware`,
    `${auth}.LoginRequiredMiddleware`,
    fetch,
  ];
  await start(stack, { 'shop/counter.py': counter });
  const request = { method: 'GET', path: '/handbook/', cookies: { sessionid: 'm'.repeat(32) } };
  expect((await django.request(request)).response?.status).toBe(200);
  expect((await django.request(request)).response?.status).toBe(302);
});

test('a 401 made outside the layer that writes the CORS header goes without it', async () => {
  const layers = `${site['shop/layers.py']}

class Cors(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        return response


class Token(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=401)
`;
  const allowed = async (stack: readonly string[]) => {
    await start(
      stack.map((name) => `shop.layers.${name}`),
      { 'shop/layers.py': layers },
    );
    const { response } = await django.request({ method: 'GET', path: '/welcome/' });
    expect(response?.status).toBe(401);
    return response?.headers.find(([name]) => name === 'Access-Control-Allow-Origin')?.[1] ?? null;
  };
  expect(await allowed(['Token', 'Cors'])).toBeNull();
  expect(await allowed(['Cors', 'Token'])).toBe('*');
});

test('below the session, the pair keeps the page of one visitor for everybody', async () => {
  const session = `${site['shop/layers.py']}

class AsksForUser(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session.get("anything")
        return self.get_response(request)
`;
  const layers = 'django.contrib.sessions.middleware.SessionMiddleware';
  const answers = async (stack: readonly string[]) => {
    await start(stack, { 'shop/layers.py': session });
    const ask = (sessionid: string) =>
      django.request({ method: 'GET', path: '/welcome/', cookies: { sessionid } });
    await ask('a'.repeat(32));
    const { trace } = await ask('b'.repeat(32));
    return trace.some(({ kind }) => kind === 'view-called') ? 'the view' : 'the cache';
  };
  expect(await answers([pair, layers, 'shop.layers.AsksForUser', fetch])).toBe('the view');
  expect(await answers([layers, pair, 'shop.layers.AsksForUser', fetch])).toBe('the cache');
});
