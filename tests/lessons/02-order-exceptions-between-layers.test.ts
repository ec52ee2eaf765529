/** What the lesson on exceptions between layers says and no recording of it can show. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/django/exchange.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const site = await readFiles('content/02-order/03-exceptions-between-layers/site');
const played = await readFiles('tests/lessons/02-order-exceptions-between-layers');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());

const common = 'django.middleware.common.CommonMiddleware';

async function start(stack: readonly string[], more = ''): Promise<void> {
  await django.reset();
  await django.write({
    ...site,
    ...played,
    'bookshop/settings.py': `${settings}\nMIDDLEWARE = ${JSON.stringify(stack)}\n${more}\n`,
  });
}

async function get(stack: readonly string[], path: string, more = ''): Promise<Exchange> {
  await start(stack, more);
  return django.request({ method: 'GET', path });
}

/** What was printed in the words of `shop/told.py`: `Watch in`, `log django.request WARNING Not Found: /x/`, `signal`. */
function story({ output }: Exchange): string[] {
  return output.split('\n').flatMap((line) => (line.startsWith('TOLD ') ? [line.slice(5)] : []));
}

const watched = ['shop.told.Watch'];

describe('the table: response, logger, level and signal', () => {
  test.for<[string, readonly string[]]>([
    ['Http404', ['out 404', 'log django.request WARNING Not Found: /raise/Http404/']],
    [
      'PermissionDenied',
      [
        'log django.request WARNING Forbidden (Permission denied): /raise/PermissionDenied/ with a traceback',
        'out 403',
      ],
    ],
    ['BadRequest', ['log django.request WARNING told: /raise/BadRequest/ with a traceback', 'out 400']],
    [
      'MultiPartParserError',
      [
        'log django.request WARNING Bad request (Unable to parse request body): /raise/MultiPartParserError/ with a traceback',
        'out 400',
      ],
    ],
    [
      'SuspiciousOperation',
      ['log django.security.SuspiciousOperation ERROR told with a traceback', 'out 400'],
    ],
    ['DisallowedHost', ['log django.security.DisallowedHost ERROR told with a traceback', 'out 400']],
    [
      'RuntimeError',
      [
        'signal',
        'log django.request ERROR Internal Server Error: /raise/RuntimeError/ with a traceback',
        'out 500',
      ],
    ],
  ])('%s', async ([exception, want]) => {
    const exchange = await get(watched, `/raise/${exception}/`);
    expect(story(exchange)).toEqual(want);
  });

  test("the resolver's 404 is the same, logged last", async () => {
    expect(story(await get(watched, '/nothing/'))).toEqual([
      'out 404',
      'log django.request WARNING Not Found: /nothing/',
    ]);
  });

  test("a layer's crash sends the signal too", async () => {
    expect(story(await get([...watched, 'shop.layers.Points'], '/welcome/'))[0]).toBe('signal');
  });
});

describe('when it is logged', () => {
  test('a 503 that a view returns is logged at the end', async () => {
    const told = story(await get(watched, '/busy/'));
    expect(told).toEqual(['out 503', 'log django.request ERROR Service Unavailable: /busy/']);
  });

  test('a 405 of require_POST is logged where it is made, and once', async () => {
    expect(story(await get(watched, '/posts-only/'))).toEqual([
      'log django.request WARNING Method Not Allowed (GET): /posts-only/',
      'out 405',
    ]);
  });

  test('a 500 that a layer outside makes a 200 of stays an error in the log', async () => {
    const exchange = await get(['shop.told.Soothes', ...watched], '/till/');
    expect(exchange.response?.status).toBe(200);
    expect(story(exchange)).toContain(
      'log django.request ERROR Internal Server Error: /till/ with a traceback',
    );
  });

  test('a 404 that CommonMiddleware makes a redirect of is no line', async () => {
    const exchange = await get([common, ...watched], '/books');
    expect(exchange.response?.status).toBe(301);
    expect(story(exchange)).toEqual(['out 404']);
  });

  test('another 500 in the place of one is logged again', async () => {
    const told = story(await get(['shop.told.Replaces', ...watched], '/till/'));
    expect(told.filter((line) => line.startsWith('log '))).toHaveLength(2);
  });
});

describe('the pages', () => {
  test('a handler404 or handler403 that raises: signal and handler500, and no line about it', async () => {
    const broken = 'ROOT_URLCONF = "shop.told_urls"';
    expect(story(await get(watched, '/nothing/', broken))).toEqual([
      'signal',
      'out 500',
      'log django.request ERROR Internal Server Error: /nothing/',
    ]);
    expect(story(await get(watched, '/raise/PermissionDenied/', broken))).toEqual([
      'signal',
      'log django.request ERROR Forbidden (Permission denied): /raise/PermissionDenied/ with a traceback',
      'out 500',
    ]);
  });

  test('under DEBUG neither handler404 nor handler500 is asked', async () => {
    const broken = await get(watched, '/nothing/', 'DEBUG = True\nROOT_URLCONF = "shop.told_urls"');
    expect(broken.response?.status).toBe(404);
    // As text: the page itself takes half a minute in WebAssembly.
    await start(watched, 'DEBUG = True');
    const crash = await django.request({ method: 'GET', path: '/till/', headers: { Accept: 'text/plain' } });
    expect(new TextDecoder().decode(crash.response?.body)).toContain('RuntimeError at /till/');
  });

  test('the 500 page that comes with Django runs no context processor, the 404 page does', async () => {
    const more = 'TEMPLATES[0]["OPTIONS"]["context_processors"].append("shop.told.processor")';
    expect(story(await get([], '/nothing/', more))).toContain('context processor');
    expect(story(await get([], '/till/', more))).not.toContain('context processor');
  });
});

describe('what gets out', () => {
  test('SystemExit', async () => {
    const exchange = await get(watched, '/raise/SystemExit/');
    expect(exchange.escaped?.exception).toBe('SystemExit');
    expect(story(exchange)).toEqual([]);
  });

  test('a 500 under DEBUG_PROPAGATE_EXCEPTIONS, past an except that runs then', async () => {
    const more = 'DEBUG_PROPAGATE_EXCEPTIONS = True';
    expect((await get(watched, '/till/', more)).escaped?.exception).toBe('RuntimeError');
    expect((await get(['shop.layers.CatchesOutOfStock'], '/buy/', more)).response?.status).toBe(409);
    expect((await get(watched, '/raise/Http404/', more)).response?.status).toBe(404);
  });

  test('what a stream raises', async () => {
    const exchange = await get(watched, '/stream/');
    expect(exchange.escaped?.exception).toBe('RuntimeError');
    expect(story(exchange)).toEqual(['out 200']);
  });

  test("a layer's None, unless something touches it; a view's is a 500", async () => {
    const forgotten = await get(['shop.layers.Forgets'], '/welcome/');
    expect(forgotten.escaped?.message).toBe("'NoneType' object has no attribute '_resource_closers'");
    const touched = await get([common, 'shop.layers.Forgets'], '/welcome/');
    expect(touched.response?.status).toBe(500);
    expect(touched.output).toMatch(/middleware\/common\.py/);
    expect(touched.output).not.toMatch(/File "[^"]*shop\/layers\.py"/);
    expect((await get([], '/none/')).output).toMatch(
      /ValueError: The view shop\.told\.none didn't return an HttpResponse/,
    );
  });
});

describe('process_exception', () => {
  const asked = ['shop.told.Asked'];

  test.for(['/till/', '/raise/Http404/', '/template/'])('is asked about %s', async (path) => {
    expect(story(await get(asked, path))).toContain('asked');
  });

  test.for<[string, readonly string[]]>([
    ['/nothing/', asked],
    ['/none/', asked],
    ['/welcome/', [...asked, 'shop.told.RaisesInProcessView']],
    ['/template/', [...asked, 'shop.told.RaisesInProcessTemplateResponse']],
    ['/welcome/', [...asked, 'shop.layers.Points']],
    ['/welcome/', ['shop.layers.Points', ...asked]],
  ])("isn't about %s through %s", async ([path, stack]) => {
    const exchange = await get(stack, path);
    expect(exchange.response?.status).toBeGreaterThanOrEqual(400);
    expect(story(exchange)).not.toContain('asked');
  });

  test('that answers keeps a crash from signal and traceback', async () => {
    expect(story(await get(['shop.told.Sorry'], '/till/'))).toEqual([
      'log django.request ERROR Internal Server Error: /till/',
    ]);
  });
});

test('a unit test that calls the layer with its own get_response finds the except alive', async () => {
  await start([]);
  expect(
    await shell(`
from shop.counter import OutOfStock
from shop.layers import CatchesOutOfStock
def get_response(request): raise OutOfStock("Emma")
say(CatchesOutOfStock(get_response)(None).status_code)`),
  ).toBe('409');
});

test('the test client raises a crash anew, unless it is told not to', async () => {
  await start(watched);
  expect(
    await shell(`
from django.test import Client
try:
    Client().get("/till/")
except RuntimeError as error:
    say(error)
quiet = Client(raise_request_exception=False)
say(quiet.get("/till/").status_code, Client().get("/nothing/").status_code, Client().get("/raise/PermissionDenied/").status_code)`),
  ).toBe('The till is stuck. 500 404 403');
});

test("no layer is in the traceback of a view's exception", async () => {
  const stack = [common, 'django.middleware.clickjacking.XFrameOptionsMiddleware', 'shop.layers.Outer'];
  const { output } = await get(stack, '/till/');
  expect(output).toMatch(/File "[^"]*shop\/counter\.py"/);
  expect(output).not.toMatch(/middleware\/|deprecation\.py|shop\/layers\.py/);
});

/** What Python code in the shop printed with `say`, in one line. */
async function shell(code: string): Promise<string> {
  const say = 'def say(*words): print("SAID", *words)';
  const { output } = await django.manage(['shell', '--no-imports', '-c', `${say}\n${code}\n`]);
  const lines = output.split('\n').flatMap((line) => (line.startsWith('SAID ') ? [line.slice(5)] : []));
  return lines.join(' ');
}
