import { expect, test } from 'vitest';
import { StreamingHttpResponse } from './response.ts';
import { serve } from './server.ts';
import { requestFinished } from './signals.ts';
import { WSGIHandler } from './wsgi.ts';

test('the server has the status before the first chunk is made, and the end comes after the last', () => {
  const events: string[] = [];

  function* chunks() {
    for (const chunk of ['one', 'two']) {
      events.push(`make ${chunk}`);
      yield chunk;
    }
  }

  requestFinished.connect(() => events.push('request_finished'));
  const handler = new WSGIHandler(() => new StreamingHttpResponse(chunks()));
  serve(
    handler,
    { REQUEST_METHOD: 'GET', PATH_INFO: '/report/' },
    {
      receiveHead: (status) => events.push(status),
      receive: (chunk) => events.push(`send ${chunk}`),
      hasLeft: () => false,
    },
  );

  expect(events).toEqual(['200 OK', 'make one', 'send one', 'make two', 'send two', 'request_finished']);
});
