import {
  answer,
  asyncDoes,
  does,
  layer,
  mixin,
  type NamedCase,
  raise,
  setHeader,
  shipped,
  stack,
} from './build.ts';

const sync = layer('S');
const async = layer('A', { mode: 'async' });
const both = layer('H', { mode: 'both' });
const view = asyncDoes(answer());
const started = 'sync Signal.asend.<locals>.sync_send';

/** Sync and async, and the switches between them. */
export const modes: readonly NamedCase[] = [
  {
    title: 'under WSGI a layer that can do both runs sync',
    facts: '§2.10, A3',
    stack: stack({ middleware: [both] }),
    sees: { modes: { H: 'sync' }, switches: [] },
  },
  {
    title: 'under WSGI an async layer costs a switch to it, and one back to the core',
    facts: '§2.10, A3',
    stack: stack({ middleware: [async] }),
    sees: { modes: { A: 'async' }, status: 200 },
  },
  {
    title: 'under WSGI an async view is run by a switch, without any async layer',
    facts: '§2.11, 110, S13',
    stack: stack({ view }),
    sees: { switches: ['async stack.views.book'], status: 200 },
  },
  {
    title: 'under ASGI an async view needs no switch',
    facts: '§2.11, 109, S13',
    stack: stack({ server: 'asgi', view }),
    sees: { status: 200, story: ['view'] },
  },
  {
    title: 'under ASGI a sync view is carried to a thread',
    facts: '§2.11, 109, S13',
    stack: stack({ server: 'asgi' }),
    sees: { status: 200, switches: [started, 'sync stack.views.book', 'sync HttpResponseBase.close'] },
  },
  {
    title: 'a layer for both outside a sync one runs sync, even under ASGI',
    facts: '§2.10, §3.6, A4',
    stack: stack({ server: 'asgi', middleware: [both, sync], view }),
    sees: { modes: { H: 'sync', S: 'sync' } },
  },
  {
    title: 'a layer for both inside a sync one runs async under ASGI',
    facts: '§2.10, A4',
    stack: stack({ server: 'asgi', middleware: [sync, both], view }),
    sees: { modes: { S: 'sync', H: 'async' } },
  },
  {
    title: 'a MiddlewareMixin costs no switch under WSGI',
    facts: '§2.10, A3',
    stack: stack({ middleware: [mixin('Old', { after: [setHeader('X-Old', '1')] })] }),
    sees: { switches: [], modes: { Old: 'sync' } },
  },
  {
    title: 'a MiddlewareMixin hands each of its methods to a thread under ASGI',
    facts: '§2.10, 109, A7',
    stack: stack({
      server: 'asgi',
      middleware: [mixin('Old', { before: [{ do: 'get-token' }], after: [setHeader('X-Old', '1')] })],
      view,
    }),
    sees: {
      modes: { Old: 'async' },
      story: ['Old in', 'Old process_request', 'view', 'Old process_response', 'Old out 200'],
    },
  },
  ...(['wsgi', 'asgi'] as const).flatMap((server): NamedCase[] => [
    {
      title: `under ${server.toUpperCase()} an async layer above CommonMiddleware works`,
      facts: '§2.10, 61, 62, A1, A2',
      stack: stack({ server, middleware: [async, shipped.Common] }),
      sees: {
        status: 200,
        story: [
          ...['A in', 'CommonMiddleware in', 'CommonMiddleware process_request', 'view'],
          ...['CommonMiddleware process_response', 'CommonMiddleware out 200', 'A out 200'],
        ],
      },
    },
    {
      title: `under ${server.toUpperCase()} an async layer below CommonMiddleware works`,
      facts: '§2.10, 61, 62, A1, A2',
      stack: stack({ server, middleware: [shipped.Common, async] }),
      sees: {
        status: 200,
        story: [
          ...['CommonMiddleware in', 'CommonMiddleware process_request', 'A in', 'view'],
          ...['A out 200', 'CommonMiddleware process_response', 'CommonMiddleware out 200'],
        ],
      },
    },
    {
      title: `under ${server.toUpperCase()} async hooks of a layer run in their order`,
      facts: '§2.10, A8',
      stack: stack({
        server,
        middleware: [
          layer('A', { mode: 'async', process_view: [], process_exception: [answer(503)] }),
          layer('B', { process_view: [], process_exception: [] }),
        ],
        view: does(raise()),
      }),
      sees: {
        story: [
          'A in',
          'B in',
          'A process_view',
          'B process_view',
          'view',
          'view raises RuntimeError',
          'B process_exception',
          'A process_exception',
          'A process_exception → 503',
          'B out 503',
          'A out 503',
        ],
      },
    },
    {
      title: `under ${server.toUpperCase()} a process_template_response of an async layer runs before the rendering`,
      facts: '§2.10, A8',
      stack: stack({
        server,
        middleware: [
          layer('A', {
            mode: 'async',
            process_template_response: [{ do: 'set-context', name: 'who', value: 'async' }],
          }),
        ],
        view: does({ do: 'answer-template', status: 200, template: '{{ who }}', context: {} }),
      }),
      sees: { body: 'async' },
    },
    {
      title: `under ${server.toUpperCase()} the layers keep their order whatever their modes`,
      facts: '§2.10, 61, A1',
      stack: stack({
        server,
        middleware: [sync, async, both, mixin('M', { after: [setHeader('X-M', '1')] })],
        view,
      }),
      sees: {
        story: [
          'S in',
          'A in',
          'H in',
          'M in',
          'view',
          'M process_response',
          'M out 200',
          'H out 200',
          'A out 200',
          'S out 200',
        ],
      },
    },
    {
      title: `under ${server.toUpperCase()} an async layer gets the error page of what it lies around`,
      facts: '§2.8, §2.10',
      stack: stack({ server, middleware: [async, layer('RaisesIn', { before: [raise()] })] }),
      sees: {
        story: [
          'A in',
          'RaisesIn in',
          'RaisesIn raises RuntimeError',
          'RuntimeError became 500 at RaisesIn',
          'A out 500',
        ],
      },
    },
  ]),
  {
    title: 'under ASGI request_started is sent by a switch of its own',
    facts: '§2.12',
    stack: stack({ server: 'asgi', view }),
    sees: {
      signals: ['request_started', 'request_finished'],
      switches: [started, 'sync HttpResponseBase.close'],
    },
  },
];
