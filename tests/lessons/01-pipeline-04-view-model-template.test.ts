/**
 * What the lesson 01-pipeline/04-view-model-template says and no recording shows, and what its exercise
 * 01-pipeline/template-response calls Django's answer: asked of real Django.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../src/django/exchange.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import type { Trace } from '../../src/trace/events.ts';
import { queriesOf } from '../../src/trace/lines.ts';
import { djangoAnswers } from '../exercises/01-pipeline/template-response/django.ts';
import type { Scene } from '../exercises/01-pipeline/template-response/scene.ts';
import { adds, scenes } from '../exercises/01-pipeline/template-response/scenes.ts';

const host = createInterpreterHost('django', {
  driver: nodeDriver,
  loadBase: () => loadBase('django'),
  // To import REST framework takes longer than any learner's code may.
  deadlines: { boot: 120_000, verb: 60_000 },
});
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const lesson = await readFiles('content/01-pipeline/04-view-model-template/site');
const cases = await readFiles('tests/lessons/01-pipeline-04-view-model-template');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());

beforeAll(async () => {
  const outside = '"shop.layers.Notes", *MIDDLEWARE, "shop.layers.WhoIsIt", "shop.cases.Asks"';
  const middleware = `\nMIDDLEWARE = [${outside}]\n`;
  await django.write({ ...lesson, ...cases, 'bookshop/settings.py': `${settings}${middleware}` });
});

async function send(request: HttpRequest) {
  const exchange = await django.request(request);
  const { response } = exchange;
  const headers = new Map(response?.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const text = response === null ? '' : new TextDecoder().decode(response.body);
  return { ...exchange, status: response?.status, headers, text };
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  send({ method: 'GET', path, headers });

/** The queries without the transaction's own. */
function reads({ trace }: { readonly trace: Trace }) {
  return queriesOf(trace).filter(({ sql }) => sql.startsWith('SELECT'));
}

describe('ATOMIC_REQUESTS', () => {
  test.for([
    ['/checkout/', 500, 1],
    ['/checkout/at-once/', 500, 0],
    ['/checkout/answers-500/', 500, 1],
  ] as const)('%s answers %i and leaves %i new orders', async ([path, status, left]) => {
    const before = Number((await get('/number-of-orders/')).text);
    expect((await get(path)).status).toBe(status);
    expect(Number((await get('/number-of-orders/')).text) - before).toBe(left);
  });

  test('is around the view, not around the hooks, the rendering, or a streamed body', async () => {
    expect((await get('/atomic/')).text).toBe('True False False');
    expect((await get('/streams/')).text).toBe('False');
  });
});

test('a template hides a name that is missing', async () => {
  const { status, text } = await get('/missing-name/');
  expect([status, text]).toEqual([200, 'hidden: ']);
});

test('a view that returns None raises a ValueError that names it', async () => {
  const { status, output } = await get('/forgetful/');
  expect(status).toBe(500);
  expect(output).toContain(
    "ValueError: The view shop.pages.forgetful didn't return an HttpResponse object. It returned None instead.",
  );
});

test.for([
  ['a view', '/raises/', 'RuntimeError'],
  ['a template', '/checkout/', 'ValueError'],
  ['a process_template_response', '/atomic/?hook-raises', 'nothing'],
  ['a view that returned None', '/forgetful/', 'nothing'],
] as const)(
  'of an exception of %s process_exception hears: %s answers X-Noted: %s',
  async ([, path, noted]) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('x-noted')]).toEqual([500, noted]);
  },
);

test('the content of a TemplateResponse can not be read before it is rendered', async () => {
  expect((await get('/unread/')).output).toContain(
    'ContentNotRenderedError: The response content must be rendered before it can be accessed.',
  );
});

test('no frame of a middleware is in the traceback of a view', async () => {
  const { output, trace } = await get('/raises/');
  expect(trace.filter(({ kind }) => kind === 'layer-entered')).toHaveLength(10);
  const frames = [...output.matchAll(/File "([^"]+)"/g)].map(([, file]) =>
    file?.replace(/^.*site-packages\//, ''),
  );
  expect(frames).toContain('/project/shop/cases.py');
  expect(frames.filter((file) => /middleware|layers|deprecation/.test(file ?? ''))).toEqual([]);
  expect(frames[0]).toBe('django/core/handlers/exception.py');
});

describe('a view of Django REST framework', () => {
  test('returns a SimpleTemplateResponse', async () => {
    expect((await get('/api/kind/')).text).toBe('true');
  });

  test('has its response rendered by what the client accepts', async () => {
    expect((await get('/api/formats/')).headers.get('content-type')).toBe('application/json');
    const html = await get('/api/formats/', { Accept: 'text/html' });
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('authenticates inside the view: a layer saw nobody on the way in', async () => {
    const { headers, text } = await get('/api/me/', { Authorization: `Basic ${btoa('maya:maya')}` });
    expect(text).toBe('"maya"');
    expect(headers.get('x-seen')).toBe('AnonymousUser');
  });

  test('answers its own exceptions, and process_exception never hears of them', async () => {
    const { status, headers } = await get('/api/raises/');
    expect([status, headers.get('x-noted')]).toEqual([403, 'nothing']);
  });

  test('runs a query for each row that a nested serializer loops over, unless they were prefetched', async () => {
    expect(reads(await get('/api/authors/'))).toHaveLength(1 + 4);
    expect(reads(await get('/api/authors/?prefetched'))).toHaveLength(2);
  });
});

test('the exercise template-response holds for Django what Django does', async () => {
  const twice: Scene = {
    template: { name: 'page', text: '' },
    context: null,
    status: 200,
    steps: [adds('A', 'append'), { do: 'add-again', name: 'A' }, { do: 'render' }],
  };
  const played = [twice, ...fc.sample(scenes, { seed: 5, numRuns: 400 })];
  const { text } = await send({
    method: 'POST',
    path: '/played/',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(played),
  });
  const happened = JSON.parse(text) as string[][][];
  expect(happened.map((each, index) => ({ scene: played[index], happened: each }))).toEqual(
    played.map((scene) => ({ scene, happened: djangoAnswers(scene) })),
  );
});
