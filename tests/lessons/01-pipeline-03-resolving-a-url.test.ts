/**
 * What the lesson 01-pipeline/03-resolving-a-url says and no recording shows, and what its exercise 01-pipeline/resolver
 * calls Django's answer: asked of real Django.
 */
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import { djangoResolves, type Expected } from '../exercises/01-pipeline/resolver/django.ts';
import type { Scene } from '../exercises/01-pipeline/resolver/scene.ts';
import { scenes } from '../exercises/01-pipeline/resolver/scenes.ts';

const host = createInterpreterHost('django', {
  driver: nodeDriver,
  loadBase: () => loadBase('django'),
  deadlines: { boot: 120_000, verb: 60_000 },
});
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const lesson = await readFiles('content/01-pipeline/03-resolving-a-url/site');
const cases = await readFiles('tests/lessons/01-pipeline-03-resolving-a-url');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());
beforeEach(() => django.reset());

/** Sends a request to the lesson's site, through these layers and with these lines at the end of its settings. */
async function send(path: string, layers: readonly string[], lines = '', method = 'GET', headers = {}) {
  const own = `${settings}\nMIDDLEWARE = ${JSON.stringify(layers)}\n${lines}\n`;
  await django.write({ ...lesson, ...cases, 'bookshop/settings.py': own });
  const { response, trace } = await django.request({ method, path, headers });
  const came = new Map(response?.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const text = response === null ? '' : new TextDecoder().decode(response.body);
  return { status: response?.status, headers: came, text, kinds: trace.map(({ kind }) => kind) };
}

const common = 'django.middleware.common.CommonMiddleware';

test('resolve() finds a view and calls none', async () => {
  await django.write({ ...lesson, ...cases });
  const command =
    'from django.urls import resolve; print(resolve("/shelves/7/lost/").kwargs, resolve("/books/nobody/").func.__name__)';
  const { output } = await django.manage(['shell', '--verbosity', '0', '--command', command]);
  expect(output.trim()).toBe("{'shelf': 7} book_by_slug");
});

describe('two patterns that match the same path', () => {
  test('are no matter to the system check', async () => {
    await django.write({ ...lesson, ...cases });
    const { output, exitCode } = await django.manage(['check']);
    expect([exitCode, output.trim()]).toEqual([0, 'System check identified no issues (0 silenced).']);
  });

  test('both lead somewhere with the narrower one first', async () => {
    const [wide, narrow] = [
      '    path("books/<slug:slug>/", counter.book_by_slug),\n',
      '    path("books/bestsellers/", counter.bestsellers),\n',
    ];
    const urls = lesson['bookshop/urls.py'] ?? '';
    expect(urls).toContain(wide + narrow);
    await django.write({ ...lesson, 'bookshop/urls.py': urls.replace(wide + narrow, narrow + wide) });
    for (const path of ['/books/bestsellers/', '/books/emma/'])
      expect((await django.request({ method: 'GET', path })).response?.status).toBe(200);
  });
});

describe('a path that nothing matches', () => {
  test('brings neither process_view nor process_exception about', async () => {
    const missing = await send('/nowhere/', ['shop.cases.Hooks']);
    expect([missing.status, missing.headers.get('x-hooks')]).toEqual([404, '']);
    const raised = await send('/books/nobody/', ['shop.cases.Hooks']);
    expect([raised.status, raised.headers.get('x-hooks')]).toEqual([404, 'process_view, process_exception']);
  });

  test('is not asked to log in for by LoginRequiredMiddleware, which works in process_view', async () => {
    const layers = [
      'django.contrib.sessions.middleware.SessionMiddleware',
      'django.contrib.auth.middleware.AuthenticationMiddleware',
      'django.contrib.auth.middleware.LoginRequiredMiddleware',
    ];
    expect((await send('/nowhere/', layers)).status).toBe(404);
    expect((await send('/welcome/', layers, 'LOGIN_URL = "/login/"')).status).toBe(302);
  });

  test('is answered under DEBUG with a list of what was tried', async () => {
    const { status, text } = await send('/shelves/7/nothing/', [], 'DEBUG = True');
    expect(status).toBe(404);
    for (const route of [
      'books/&lt;slug:slug&gt;/',
      'shelves/&lt;int:shelf&gt;/',
      'archive/&lt;day:day&gt;/',
    ])
      expect(text).toContain(route);
  });
});

test('an exception of a converter that is no ValueError comes out, and becomes what it is anywhere', async () => {
  for (const [word, becomes] of [
    ['word', 500],
    ['missing', 404],
    ['denied', 403],
  ] as const)
    expect((await send(`/broken/${word}/`, ['shop.cases.Addresses'])).status).toBe(becomes);
});

test('a converter runs whenever its regex fits: for another view in the end, and for CommonMiddleware', async () => {
  const layers = ['shop.cases.Addresses', common];
  expect((await send('/counted/refused/', layers)).text).toBe('refused');
  await send('/counted/again', layers);
  const { response } = await django.request({ method: 'GET', path: '/counted/again/' });
  expect(new TextDecoder().decode(response?.body)).toBe('again, again');
});

describe('request.urlconf', () => {
  test('is what reverse() goes by from the time the core has resolved', async () => {
    const { headers, text } = await send('/ashore/', ['shop.cases.Addresses']);
    expect(headers.get('x-way-in')).toBe('/welcome/');
    expect(text).toBe('/ashore/');
    expect(headers.get('x-way-out')).toBe('/ashore/');
  });

  test('is what the boundary around the core takes its 404 page from', async () => {
    const { status, text } = await send('/nowhere/', ['shop.cases.Addresses']);
    expect([status, text]).toEqual([404, 'Nothing at the harbour.']);
  });

  test('is no matter to the 404 page of what a layer raises before the core has resolved', async () => {
    const { status, text } = await send('/ashore/', ['shop.cases.Refuses']);
    expect(status).toBe(404);
    expect(text).not.toContain('Nothing at the harbour.');
  });

  test('is what CommonMiddleware goes by', async () => {
    const inside = await send('/ashore', ['shop.cases.Addresses', common]);
    expect([inside.status, inside.headers.get('location')]).toEqual([301, '/ashore/']);
    const other = await send('/books', ['shop.cases.Addresses', common]);
    expect(other.status).toBe(404);
  });
});

test('get_host() gives the Host back as the client wrote it', async () => {
  for (const Host of ['BookShop.Example:8000', 'bookshop.example.']) {
    const { headers } = await send('/ashore/', ['shop.cases.Addresses'], '', 'GET', { Host });
    expect(headers.get('x-host')).toBe(Host);
  }
});

describe('APPEND_SLASH', () => {
  test('redirects only to a path that exists', async () => {
    expect((await send('/nowhere', [common])).status).toBe(404);
  });

  test('stops a POST under DEBUG with a RuntimeError', async () => {
    const { status, text } = await send('/books', [common], 'DEBUG = True', 'POST', { Accept: 'text/plain' });
    expect(status).toBe(500);
    expect(text).toContain('RuntimeError');
  });

  test('is seen to on the way in where PREPEND_WWW redirects anyway', async () => {
    const { headers, kinds } = await send('/books', [common], 'PREPEND_WWW = True');
    expect(headers.get('location')).toBe('http://www.bookshop.example/books/');
    expect(kinds).not.toContain('url-not-resolved');
  });
});

test('the Rebuild exercise has the same idea of resolving as Django', async () => {
  const paths = ['/lem', 'lem/', '', '/', '//', '/new/30/', '/30/new/lem/', '/7/30'];
  const drawn = fc
    .sample(scenes, { seed: 20_250_228, numRuns: 200 })
    .map((scene): Scene => ({ ...scene, paths: [...scene.paths, ...paths] }));
  const broken = (['TypeError', 'Http404'] as const).map(
    (raises): Scene => ({
      converters: [
        { name: 'broken', regex: '[a-z]+', refuses: ['lem'], raises, gives: { new: null, books: '' } },
      ],
      urlpatterns: [
        { route: '<broken:of>/', view: 'broken', name: 'broken' },
        { route: '<int:of>/', view: 'number', name: 'number' },
      ],
      paths: ['/lem/', '/books/', '/new/', '/other/', '/0/'],
    }),
  );
  const greedy: Scene = {
    converters: [],
    urlpatterns: [
      { route: '<path:rest>/', include: [{ route: 'end/', view: 'end', name: 'end' }] },
      { route: '<str:x>', include: [{ route: '<str:y>', view: 'y', name: 'y' }] },
    ],
    paths: ['/books/end/', '/books/end', '/books'],
  };
  const all = [...drawn, ...broken, greedy];
  for (let at = 0; at < all.length; at += atOnce) {
    const some = all.slice(at, at + atOnce);
    const ours = some.map((scene) => scene.paths.map((path) => plain(djangoResolves(scene, path))));
    expect(await playedByDjango(some), `from scene ${at} on`).toEqual(ours);
  }
});

/** As many scenes as the output of one command has room for. */
const atOnce = 20;

async function playedByDjango(some: readonly Scene[]): Promise<unknown> {
  await django.write({ ...lesson, ...cases, 'scenes.json': JSON.stringify(some) });
  const command = 'from shop.played import main; main()';
  const { output } = await django.manage(['shell', '--verbosity', '0', '--command', command]);
  // Before it stands a warning: a converter was registered again.
  return JSON.parse(output.slice(output.lastIndexOf('\n[') + 1));
}

function plain(expected: Expected): unknown {
  if (!('match' in expected)) {
    const { steps: _, ...raised } = expected;
    return raised;
  }
  const { func, kwargs, urlName, route, namespaces } = expected.match;
  return { match: { func, kwargs: JSON.parse(kwargs) as unknown, urlName, route, namespaces } };
}
