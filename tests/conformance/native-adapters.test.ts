/** What code on both sides of asgiref's adapters sees: in the page, and on CPython with threads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../src/django/exchange.ts';
import { loadBase, readFiles } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';
import { type Django, openDjango } from './django.ts';
import { type NativeDjango, type NativeExchange, startNative } from './native.ts';
import { seen } from './native-compare.ts';

const servers = ['wsgi', 'asgi'] as const;
const refused =
  'You cannot use AsyncToSync in the same thread as an async event loop - just await the async function directly.';
const noLoop = "RuntimeError('no running event loop')";

/** Views of `native-site/adapters/views.py`, and what each tells. */
const alike: readonly (readonly [title: string, view: string, told: string])[] = [
  [
    'calls nest as deep as one likes',
    'nested',
    `(['innermost', ${['sync 0 in', 'async 1 in', 'sync 2 in', 'async 3 in', 'async 3 out', 'sync 2 out', 'async 1 out', 'sync 0 out'].map((step) => `'${step}'`).join(', ')}], 1, 'unset 0 1 2 3')`,
  ],
  [
    'context variables pass in both directions, and their tokens stay where they were made',
    'context-both-ways',
    "(['async', 'sync', 'innermost', 'innermost'], 'refused', None, 'unset')",
  ],
  ['a task keeps what it sets to itself', 'context-of-a-task', "('sync', 'parent')"],
  ['a context that is given is the one that sync code runs in', 'context-given', "('unset', 'there')"],
  ["asgiref's Local passes in both directions", 'locals-both-ways', "('async', 'sync')"],
  [
    'results and variables do not depend on thread_sensitive',
    'thread-sensitivity',
    `[(1, 2), '{}', (1, 2), "{'thread_sensitive': True}", (1, 2), "{'thread_sensitive': False}", "{'thread_sensitive': False}"]`,
  ],
  ['gather keeps the order of its arguments', 'gathered', "(['slow', 'fast', 3], ['fast', 'slow'])"],
  [
    'sync functions of one gather run in their order',
    'gathered-with-sync',
    "(['a', 'b', 'c', 'd'], ['a', 'b', 'c'])",
  ],
  [
    'gather hands on the exceptions of sync functions',
    'gathered-exceptions',
    `([KeyError('a'), 'b'], "ValueError('first')")`,
  ],
  [
    'a sync function that raises ends its task group',
    'task-group',
    `['the sleeper is cancelled', "ValueError('in the group')"]`,
  ],
  ['other tasks have a turn while one waits for sync code', 'turn-of-others', "['other', 'after the call']"],
  ['also when that raises', 'turn-of-others-after-exception', `['other', "KeyError('k')"]`],
  ['time limits end what sleeps or waits', 'timeouts', "['TimeoutError()', 'TimeoutError()', 7]"],
  [
    'a time limit reaches a coroutine that sync code waits for',
    'timeout-through-sync-code',
    "['slow cancelled', 'between cancelled', 'TimeoutError()']",
  ],
  ['sync code may refuse a cancellation', 'cancellation-refused-by-sync-code', "'refused'"],
  [
    'a cancelled task cancels the coroutine that its sync code waits for',
    'cancelled-through-sync-code',
    "('CancelledError()', ['slow ends'], True)",
  ],
  [
    'a cancelled task cleans up, and a shielded one goes on',
    'cancelled',
    `("CancelledError('enough')", ['cancelled', 'finally'], 'survives')`,
  ],
  [
    'a task that is cancelled before it began calls nothing',
    'cancelled-before-it-began',
    "('CancelledError()', [])",
  ],
  [
    'an exception keeps its cause on the way through both adapters',
    'exceptions-keep-their-story',
    `("ValueError('from sync code')", True)`,
  ],
  ['StopAsyncIteration passes', 'end-of-iteration', `"StopAsyncIteration('s')"`],
  [
    'the exception that is being handled is seen on the other side',
    'exc-info-is-seen',
    `("ValueError('async')", 'None', "KeyError('sync')")`,
  ],
  [
    'a coroutine called from sync code runs on the loop that waits, unless a new one is asked for',
    'loops',
    `([${`"${noLoop}"`}, True, False, False], ["${noLoop}", True, False, False])`,
  ],
  ['a function of asyncio.to_thread has no loop that waits', 'loop-of-a-plain-thread', '(False, False)'],
  [
    'what is refused with threads is refused without',
    'refusals',
    `["RuntimeError('${refused}')", "RuntimeError('asyncio.run() cannot be called from a running event loop')", "TypeError('sync_to_async can only be applied to sync functions.')", "TypeError('executor must not be set when thread_sensitive is True')", True]`,
  ],
  ['a task of the outer loop can be awaited below', 'task-of-the-outer-loop', "'of the outer loop'"],
  ['producer and consumer take turns', 'queue-between-tasks', '[0, 1, 4, 9]'],
  ['one at a time holds a lock across sync code', 'lock-around-sync-code', '[1, 1, 1, 1]'],
  ['timers fire in their order', 'callbacks-in-order', "['soon', '2 ms', '10 ms']"],
  ['the ORM works on both sides', 'orm', "('Jane Austen', 'Jane', ['Jane Austen', 'Jorge Luis Borges'])"],
  ['an async stream may call sync code', 'async-stream', '0\n1\n2\n'],
  ['a sync stream is sent by an async view', 'sync-stream', '0\n1\n2\n'],
  [
    'adapters keep names, and work on methods and instances',
    'marks',
    "[True, ('function', 'Its words.'), 5, 'Callable', 'Callable']",
  ],
  ['a sync view runs loops of its own', 'sync/runs-a-loop', "('its own', 'and another')"],
  ['a sync view gathers async and sync code', 'sync/calls-async-code', `([1, 2], "${noLoop}")`],
  [
    'a sync view catches what async code raises',
    'sync/calls-breaking-async-code',
    `"ValueError('from async code')"`,
  ],
  [
    'a sync view sees what async code below it set',
    'sync/context-of-async-code',
    "(['sync'], 'sync in async')",
  ],
  ['a sync view sends an async stream', 'sync/streams-async', '0\n1\n2\n'],
];

/** Views of `native-site/adapters/differences.py`: what differs, as `inside_out/threadless.py` says. */
const different: readonly (readonly [title: string, view: string, threads: string, without: string])[] = [
  [
    'two sync functions see each other begin only with threads',
    'sync-functions-side-by-side',
    '[True, True]',
    '[False, True]',
  ],
  ['the loop goes on while sync code runs only with threads', 'loop-while-sync-code-runs', 'True', 'False'],
  [
    'a time limit ends the wait for sync code only with threads',
    'timeout-of-sync-code',
    "'TimeoutError'",
    "'no TimeoutError'",
  ],
  [
    'sync code that may run anywhere runs in the main thread only without threads',
    'in-the-main-thread',
    'False',
    'True',
  ],
  ['what a thread keeps to itself is seen elsewhere only without threads', 'thread-locals', 'False', 'True'],
  ["a traceback shows asgiref's frames only with threads", 'frames-of-adapters', 'True', 'False'],
];

let django: Django;
let native: NativeDjango;
let files: FileSet;
beforeAll(async () => {
  django = await openDjango();
  const base = await loadBase('django');
  files = {
    ...(await readFiles('tests/conformance/native-site')),
    'bookshop/settings.py': `${base['bookshop/settings.py']}\nINSTALLED_APPS += ["adapters"]\n`,
  };
  native = await startNative(files);
});
afterAll(() => native?.close());

describe.each(servers)('under %s', (server) => {
  let played: readonly Pair[];
  beforeAll(async () => {
    const views = [...alike, ...different].map(([, view]) => view);
    played = await playBoth(views, server);
  });

  test.for(alike)('%s', ([, view, told]) => {
    const { withThreads, without } = playedOf(view);
    expect(seen(without)).toEqual(seen(withThreads));
    expect(bodyOf(without)).toBe(told);
  });

  test.for(different)('%s', ([, view, threads, none]) => {
    const { withThreads, without } = playedOf(view);
    expect([bodyOf(withThreads), bodyOf(without)]).toEqual([threads, none]);
  });

  test('a task that nobody awaits is cancelled when its loop ends', async () => {
    const [, { withThreads, without } = nothing] = await playBoth(
      ['left-to-the-loop', 'was-left-to-the-loop'],
      server,
    );
    expect(seen(without)).toEqual(seen(withThreads));
    expect(bodyOf(without)).toBe("(['cancelled at the end'], True)");
  });

  test('a wait that nothing can end is an error, where CPython waits for ever', () => {
    const exchange = django.serve(files)(requestOf('wait-without-end', server));
    expect(bodyOf(exchange)).toBe(
      "'This coroutine waits for something that nothing left on the event loop will ever do.'",
    );
  });

  function playedOf(view: string): Pair {
    const index = [...alike, ...different].findIndex(([, name]) => name === view);
    return played[index] ?? nothing;
  }
});

interface Pair {
  readonly withThreads: NativeExchange | undefined;
  readonly without: NativeExchange | undefined;
}

const nothing: Pair = { withThreads: undefined, without: undefined };

async function playBoth(views: readonly string[], server: (typeof servers)[number]): Promise<Pair[]> {
  const requests = views.map((view) => requestOf(view, server));
  const playing = native.serve(requests);
  const without = requests.map(django.serve(files));
  const withThreads = await playing;
  return without.map((exchange, index) => ({ without: exchange, withThreads: withThreads[index] }));
}

function requestOf(view: string, server: (typeof servers)[number]): HttpRequest {
  return { method: 'GET', path: `/${view}/`, server };
}

function bodyOf(exchange: NativeExchange | undefined): string | null {
  return exchange?.response ? Buffer.from(exchange.response.body).toString() : null;
}
