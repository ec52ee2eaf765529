/** Where calls go from sync to async code and back, and that async code works where no thread can start. */
import { beforeAll, describe, expect, test } from 'vitest';
import { traceLines } from '../../trace/lines.ts';
import { openStage, type Stage } from './site.ts';
import { eventsOf, middleware, storyOf } from './story.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});

const aside = ['switches', 'layers', 'views'] as const;

describe('switches', () => {
  beforeAll(() => stage.start({ traced: true, settings: middleware('AsyncOnly', 'function') }));

  test('under WSGI an async layer is reached over an adapter, and what lies inside it over another', () => {
    expect(storyOf(stage, '/answer/7/', [...aside, 'hooks'])).toEqual([
      '⇄ over to async code for AsyncOnly',
      '→ AsyncOnly',
      '⇄ over to sync code for function',
      '→ function',
      '⇄ over to async code for AsyncOnly.process_view',
      '· AsyncOnly.process_view',
      '· AsyncOnly.process_view returns None',
      '● stage.views.answer',
      '● stage.views.answer returns 200',
      '← function 200',
      '← AsyncOnly 200',
    ]);
  });

  test('under ASGI a sync layer, the core inside it and a sync view cost one each', () => {
    expect(storyOf(stage, '/answer/7/', aside, 'asgi')).toEqual([
      '⇄ over to sync code for Signal.asend.<locals>.sync_send',
      '→ AsyncOnly',
      '⇄ over to sync code for function',
      '→ function',
      '⇄ over to async code for core',
      '⇄ over to sync code for stage.views.answer',
      '● stage.views.answer',
      '● stage.views.answer returns 200',
      '← function 200',
      '← AsyncOnly 200',
      '⇄ over to sync code for HttpResponseBase.close',
    ]);
  });

  test('under ASGI exceptions are dealt with on the sync side', () => {
    const [, , , ...switches] = storyOf(stage, '/async-raises/KeyError/', ['switches'], 'asgi');
    expect(switches).toEqual([
      '⇄ over to sync code for BaseHandler.process_exception_by_middleware',
      '⇄ over to async code for AsyncOnly.process_exception',
      '⇄ over to sync code for response_for_exception',
      '⇄ over to sync code for log_response',
      '⇄ over to sync code for HttpResponseBase.close',
    ]);
  });

  test('a template is rendered on the sync side, a sync stream listed there', () => {
    expect(storyOf(stage, '/template/', ['switches'], 'asgi')).toContain(
      '⇄ over to sync code for SimpleTemplateResponse.render',
    );
    expect(storyOf(stage, '/stream/', ['switches', 'server'], 'asgi').slice(4)).toEqual([
      '⇐ the server is given the status, 200, and the headers',
      '⇄ over to sync code for list',
      expect.stringContaining('⇐ the server sends the streamed body, '),
      '⇄ over to sync code for HttpResponseBase.close',
      '⇐ the response is closed',
    ]);
  });

  test('a body that breaks off under ASGI is never closed', () => {
    const kinds = eventsOf(stage, '/async-stream-raises/', ['server', 'signals'], 'asgi').map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['signal-sent', 'response-started', 'body-raised', 'exception-escaped']);
  });

  test.for(['wsgi', 'asgi'] as const)('under %s each layer has the mode that Django gave it', (server) => {
    const { startUp } = stage.request({ method: 'GET', path: '/answer/7/', server });
    expect(traceLines(startUp).map(({ text }) => text)).toEqual([
      '+ Django builds function',
      '+ Django builds AsyncOnly, which is async',
    ]);
  });
});

describe.each(['wsgi', 'asgi'] as const)('without threads, under %s', (server) => {
  beforeAll(() => stage.start({ traced: false, settings: 'MIDDLEWARE = []' }));

  const refusal =
    'You cannot use AsyncToSync in the same thread as an async event loop - just await the async function directly.';

  test.for([
    ['/async/', 'async'],
    ['/async-class/', 'async class'],
    ['/async-stream/', '0\n1\n2\n'],
    ['/async-orm/', 'Emma, Persuasion, Pride and Prejudice'],
    ['/unsafe/', '10 10'],
    ['/async-crowd/', '[1, 2, 3] 9'],
    ['/async-nested/', `of the outer loop; ${refusal}`],
    ['/variables/', 'by the view, by the coroutine'],
    ['/async-variables/', 'by the view, by the function'],
    ['/signal/', "['a view', 'a view, async']"],
    ['/async-signal/', `['a coroutine', 'a coroutine, async']`],
  ])('%s answers as it does with threads', ([path, body]) => {
    const { response } = stage.request({ method: 'GET', path: path as string, server });
    expect(Buffer.from(response?.body ?? '', 'base64').toString()).toBe(body);
  });

  test('the ORM refuses to be called from a coroutine', () => {
    const { response, output } = stage.request({ method: 'GET', path: '/async-unsafe/', server });
    expect(response?.status).toBe(500);
    expect(output).toContain('django.core.exceptions.SynchronousOnlyOperation');
  });

  test('a SystemExit in a coroutine ends the request and not the interpreter', () => {
    const exit = stage.request({ method: 'GET', path: '/async-raises/SystemExit/', server });
    expect(exit.escaped?.exception).toBe('SystemExit');
    expect(stage.request({ method: 'GET', path: '/async/', server }).response?.status).toBe(200);
  });
});
