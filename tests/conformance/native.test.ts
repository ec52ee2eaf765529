/**
 * Django without threads, as it runs in the page, beside Django on this machine's CPython, where asgiref starts them:
 * the same requests, event by event. NATIVE_RUNS sets how many random stacks, CONFORMANCE_SEED plays those of an
 * earlier run again.
 */
import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exchange, HttpRequest } from '../../src/django/exchange.ts';
import { requests } from '../../src/django/tracer-contract/requests.ts';
import { readFiles } from '../../src/sandbox/drivers/node-files.ts';
import { describeStack } from '../../src/stack/describe.ts';
import type { Stack } from '../../src/stack/schema.ts';
import type { Trace } from '../../src/trace/events.ts';
import { traceLines } from '../../src/trace/lines.ts';
import { anyStack } from './arbitrary/stack.ts';
import { answer, asyncDoes, layer, stack as stackOf } from './cases/build.ts';
import { namedCases } from './cases/index.ts';
import { type Django, openDjango, playingProject } from './django.ts';
import { type NativeDjango, startNative } from './native.ts';
import { differenceBetween, seen } from './native-compare.ts';

const count = Number(process.env['NATIVE_RUNS'] ?? 300);
const seed = Number(process.env['CONFORMANCE_SEED'] ?? randomInt(2 ** 31));

let django: Django;
beforeAll(async () => {
  django = await openDjango();
});

describe('stacks', () => {
  let native: NativeDjango;
  beforeAll(async () => {
    native = await startNative(await playingProject());
  });
  afterAll(() => native?.close());

  const named = namedCases.filter(({ stack }) => isAsync(stack));
  test(`${named.length} named async cases run alike with threads and without`, () =>
    expectAlike(named.map(({ stack }) => stack)));

  test(`${count} generated async stacks run alike with threads and without`, {
    timeout: 180_000,
  }, async () => {
    console.info(`${count} generated stacks, CONFORMANCE_SEED=${seed}`);
    await expectAlike(fc.sample(anyStack.filter(isAsync), { seed, numRuns: count }));
  });

  describe('each switch is visible: a sync layer between two async ones, around an async view', () => {
    const async = { mode: 'async' } as const;
    const layers = [layer('Outer', async), layer('Middle'), layer('Inner', async)];

    test.for([
      [
        'asgi',
        [
          '⇄ over to sync code for Signal.asend.<locals>.sync_send',
          '→ Outer',
          '⇄ over to sync code for Middle',
          '→ Middle',
          '⇄ over to async code for Inner',
          '→ Inner',
          '● stack.views.book',
          '● stack.views.book returns 200',
          '← Inner 200',
          '← Middle 200',
          '← Outer 200',
          '⇄ over to sync code for HttpResponseBase.close',
        ],
      ],
      [
        'wsgi',
        [
          '⇄ over to async code for Outer',
          '→ Outer',
          '⇄ over to sync code for Middle',
          '→ Middle',
          '⇄ over to async code for Inner',
          '→ Inner',
          '⇄ over to sync code for core',
          '⇄ over to async code for stack.views.book',
          '● stack.views.book',
          '● stack.views.book returns 200',
          '← Inner 200',
          '← Middle 200',
          '← Outer 200',
        ],
      ],
    ] as const)('under %s', async ([server, story]) => {
      const stack = stackOf({ server, middleware: layers, view: asyncDoes(answer()) });
      const [withThreads] = await native.play([stack]);
      const [without] = django.play([stack]);
      expect(wayThrough(without?.trace ?? [])).toEqual(story);
      expect(wayThrough(withThreads?.trace ?? [])).toEqual(story);
    });
  });

  async function expectAlike(stacks: readonly Stack[]): Promise<void> {
    const playing = native.play(stacks);
    const without = django.play(stacks);
    const withThreads = await playing;
    const differences = stacks.flatMap((stack, index) => {
      const lines = differenceBetween(withThreads[index], without[index]);
      return lines.length === 0 ? [] : [[describeStack(stack), ...lines].join('\n')];
    });
    const shortest = differences.toSorted((a, b) => a.length - b.length)[0];
    if (shortest === undefined) return;
    expect.fail(`${differences.length} of ${stacks.length} stacks differ. The shortest:\n\n${shortest}`);
  }
});

describe.each(['wsgi', 'asgi'] as const)('under %s', (server) => {
  test('every request to layers and views of every kind is answered alike with threads and without', async () => {
    const files = await readFiles('src/django/tracer-contract/site');
    const without = servedTo(django.serve(files));
    const native = await startNative(files);
    const withThreads = await native.serve(without.map(({ request }) => request));
    await native.close();
    for (const [index, exchange] of without.entries()) {
      const { method, path } = exchange.request;
      expect(seen(exchange), `${method} ${path}`).toEqual(seen(withThreads[index]));
    }

    /** From the login on, the client sends the session's cookie. The site draws its key alike in every run. */
    function servedTo(send: (request: HttpRequest) => Exchange): Exchange[] {
      let session: Record<string, string> = {};
      return requests.map((request) => {
        const exchange = send({ ...request, server, cookies: { ...request.cookies, ...session } });
        session = { ...session, ...sessionOf(exchange) };
        return exchange;
      });
    }
  });
});

function sessionOf({ response }: Exchange): Record<string, string> {
  const values = response?.headers.flatMap(([name, value]) => (name === 'Set-Cookie' ? [value] : [])) ?? [];
  const found = values.map((value) => /^ ?sessionid=(\w+)/.exec(value)?.[1]).find(Boolean);
  return found === undefined ? {} : { sessionid: found };
}

/** Whether asgiref's adapters have anything to do with it. */
function isAsync({ server, middleware, views }: Stack): boolean {
  const modes = [...middleware, ...views].map((part) => ('mode' in part ? part.mode : 'sync'));
  return server === 'asgi' || modes.includes('async');
}

function wayThrough(trace: Trace): string[] {
  const shown = /^(switched|layer-(entered|left)|view-(called|returned))$/;
  return traceLines(trace.filter(({ kind }) => shown.test(kind))).map(({ text }) => text);
}
