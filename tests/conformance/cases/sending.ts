import { A, does, layer, mixin, type NamedCase, raise, setHeader, stack } from './build.ts';

const chunks = does({ do: 'stream', chunks: ['one', 'two'] });
const breaks = does({ do: 'stream', chunks: ['one'], raises: 'RuntimeError' });

/** What happens when every layer has returned: the body, the signals, the end. */
export const sending: readonly NamedCase[] = [
  {
    title: 'a streaming body is made when every layer has returned',
    facts: '§2.9, 20, 41, S11',
    stack: stack({ middleware: [A], view: chunks }),
    sees: {
      body: 'onetwo',
      order: ['layer-left', 'response-started', 'body-sent', 'response-closed', 'signal-sent'],
    },
  },
  {
    title: 'an exception in a streaming body comes too late for an error page',
    facts: '§2.9, 23, 86, S12',
    stack: stack({
      middleware: [layer('Handler', { process_exception: [{ do: 'answer', status: 503, body: '' }] })],
      view: breaks,
    }),
    sees: {
      story: ['Handler in', 'view', 'Handler out 200', 'body raises RuntimeError', 'RuntimeError escapes'],
    },
  },
  {
    title: 'request_started is sent before the first layer, request_finished after the response is closed',
    facts: '§2.12, 41, 64, S11, S19',
    stack: stack({ middleware: [A] }),
    sees: {
      signals: ['request_started', 'request_finished'],
      order: [
        'signal-sent',
        'layer-entered',
        'layer-left',
        'response-started',
        'body-sent',
        'response-closed',
        'signal-sent',
      ],
    },
  },
  {
    title: 'an exception leaves the signals outside the layers as they are',
    facts: '§2.12, 64, X16',
    stack: stack({ middleware: [A], view: does(raise()) }),
    sees: { signals: ['request_started', 'got_request_exception', 'request_finished'] },
  },
  {
    title: 'the client of a HEAD request gets the headers and no body',
    facts: '§2.11, S20',
    stack: stack({
      middleware: [mixin('Old', { after: [setHeader('X-Old', '1')] })],
      request: { method: 'HEAD', path: '/books/7/' },
    }),
    sees: { status: 200, body: '', headers: { 'X-Old': '1' } },
  },
];
