/** What the lesson on the way out says and no trace shows, and what its Rebuild exercise calls Django's, on real Django. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Exchange, HttpRequest } from '../../src/django/exchange.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';
import { djangoServes, type Expected } from '../exercises/01-pipeline/the-way-out/django.ts';
import { scenes } from '../exercises/01-pipeline/the-way-out/scenes.ts';

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
const lesson = await readFiles('content/01-pipeline/05-the-way-out/site');
const player = await readFiles('tests/lessons/01-pipeline-05-the-way-out');
const { 'bookshop/settings.py': settings = '' } = await loadBase('django');
afterAll(() => host.close());

const sessions = 'django.contrib.sessions.middleware.SessionMiddleware';

async function start(files: FileSet, stack: readonly string[], more = ''): Promise<void> {
  await django.reset();
  await django.write({
    ...files,
    'bookshop/settings.py': `${settings}\nMIDDLEWARE = ${JSON.stringify(stack)}\n${more}\n`,
  });
}

/** Sends a request to the lesson's site. */
async function send(
  stack: readonly string[],
  request: Partial<HttpRequest> & { path: string },
): Promise<Exchange> {
  await start(lesson, stack);
  return django.request({ method: 'GET', ...request });
}

/** What Python code in the shop printed between `<<<` and `>>>`, as JSON. */
async function tell<Told>(code: string): Promise<Told> {
  const { output } = await django.manage(['shell', '--no-imports', '-c', code]);
  const [, told] = /<<<([\s\S]*)>>>/.exec(output) ?? [];
  if (told === undefined) throw new Error(output);
  return JSON.parse(told) as Told;
}

const text = ({ response }: Exchange): string => new TextDecoder().decode(response?.body);
const header = ({ response }: Exchange, name: string): string | undefined =>
  response?.headers.find(([each]) => each.toLowerCase() === name)?.[1];

describe('a stream', () => {
  test('that a layer has consumed has nothing left for the client', async () => {
    const exchange = await send(['shop.layers.Joins'], { path: '/sales.csv' });
    expect(text(exchange)).toBe('');
    expect(Number(header(exchange, 'x-size'))).toBeGreaterThan(0);
  });

  test('that a layer has wrapped is counted while it goes by', async () => {
    const exchange = await send(['shop.layers.Wraps'], { path: '/sales.csv' });
    expect(exchange.response?.body.length).toBeGreaterThan(0);
    expect(exchange.output).toContain(`${exchange.response?.body.length} bytes`);
  });

  test('is made when a `finally` around get_response has run, and before close()', async () => {
    expect(text(await send(['shop.layers.Tenant'], { path: '/tenant.txt' }))).toBe('for None\n');
    expect(text(await send(['shop.layers.TenantUntilClosed'], { path: '/tenant.txt' }))).toBe('for acme\n');
  });

  test('that writes into the session is too late: nothing is saved, and no cookie is sent', async () => {
    const exchange = await send([sessions], { path: '/basket.txt' });
    expect(exchange.response?.status).toBe(200);
    expect(text(exchange)).toBe('Put into your basket.\n');
    expect(header(exchange, 'set-cookie')).toBeUndefined();
    expect(exchange.trace.filter(({ kind }) => kind === 'query')).toEqual([]);
  });

  test('is compressed by GZipMiddleware while it goes by, without a Content-Length', async () => {
    const exchange = await send(['django.middleware.gzip.GZipMiddleware'], {
      path: '/sales.csv',
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(header(exchange, 'content-encoding')).toBe('gzip');
    expect(header(exchange, 'content-length')).toBeUndefined();
    expect(exchange.trace).toContainEqual(expect.objectContaining({ kind: 'body-sent', streaming: true }));
  });

  test('says whether its iterator is async', async () => {
    await start(lesson, []);
    const code = `
import json
from django.http import StreamingHttpResponse
async def chunks(): yield "one"
print("<<<" + json.dumps([StreamingHttpResponse(each).is_async for each in (chunks(), ["one"])]) + ">>>")`;
    expect(await tell(code)).toEqual([true, false]);
  });

  test('is left alone by the cache, which keeps a page', async () => {
    const cache = ['UpdateCacheMiddleware', 'FetchFromCacheMiddleware'].map(
      (name) => `django.middleware.cache.${name}`,
    );
    const secondTime = async (path: string): Promise<boolean> => {
      await start(lesson, cache);
      await django.request({ method: 'GET', path });
      const { trace } = await django.request({ method: 'GET', path });
      return trace.some(({ kind }) => kind === 'view-called');
    };
    expect(await secondTime('/welcome/')).toBe(false);
    expect(await secondTime('/sales.csv')).toBe(true);
  });
});

describe('the server', () => {
  test('is given the whole body for HEAD too, and leaves it out', async () => {
    const exchange = await send([], { path: '/welcome/', method: 'HEAD' });
    expect(exchange.trace).toContainEqual(expect.objectContaining({ kind: 'body-sent', bytes: 21 }));
    expect(exchange.response?.body.length).toBe(0);
  });

  test('keeps the status until the first chunk: a stream that breaks before gets its bare 500', async () => {
    await start({ ...lesson, ...served() }, []);
    const received = (chunks: string): Promise<string> =>
      tell(`from shop.served import by_runserver; by_runserver(${chunks})`);
    expect(await received('')).toMatch(/^HTTP\/1\.. 500 [\s\S]*A server error occurred/);
    expect(await received('"one"')).toMatch(/^HTTP\/1\.. 200 OK[\s\S]*\r\n\r\none$/);
  });

  test('that never closes a response never ends the request: request_finished comes from close()', async () => {
    await start({ ...lesson, ...served() }, []);
    expect(await tell("from shop.served import never_closed; never_closed('/welcome/')")).toEqual([0, 1]);
  });
});

test('request_finished is where Django lets go of old database connections', async () => {
  await start(lesson, []);
  const code = `
import json
from django.core.signals import request_finished
receivers, _ = request_finished._live_receivers(None)
print("<<<" + json.dumps([receiver.__name__ for receiver in receivers]) + ">>>")`;
  expect(await tell(code)).toContain('close_old_connections');
});

describe('the log', () => {
  test('has the line of a 404 when the last layer has returned, and that of a crash before', async () => {
    const missing = await send(['shop.layers.Prints'], { path: '/no-such-page/' });
    expect(missing.output).toMatch(/the last layer returns 404[\s\S]*Not Found: \/no-such-page\//);
    const crash = await send(['shop.layers.Prints'], { path: '/till/' });
    expect(crash.output).toMatch(/Internal Server Error: \/till\/[\s\S]*the last layer returns 500/);
  });
});

describe('the exercise 01-pipeline/the-way-out', () => {
  test('expects what Django does', async () => {
    const visits = fc.sample(scenes, { seed: 5, numRuns: 150 }).flatMap((scene) => scene.visits);
    await start(player, [], 'DEBUG_PROPAGATE_EXCEPTIONS = True');
    const happened: Expected[] = [];
    // What a command prints is cut where it grows too long.
    for (let from = 0; from < visits.length; from += 20) {
      const some = JSON.stringify(JSON.stringify(visits.slice(from, from + 20)));
      happened.push(
        ...(await tell<Expected[]>(`import json; from shop.served import play; play(json.loads(${some}))`)),
      );
    }
    expect(happened.map(withoutDjangosHeaders)).toEqual(visits.map(djangoServes).map(withoutDjangosHeaders));
  });
});

function served(): FileSet {
  return { 'shop/served.py': player['shop/served.py'] ?? '' };
}

/** Django adds a Content-Type, and leaves a space before a cookie. Neither is the exercise's affair. */
function withoutDjangosHeaders({ head, ...rest }: Expected): Expected {
  if (head === null) return { head, ...rest };
  const headers = head.headers.flatMap(([name, value]) =>
    name === 'Content-Type' ? [] : [[name, value.trim()] as const],
  );
  return { head: { ...head, headers }, ...rest };
}
