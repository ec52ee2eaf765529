import { describe, expect, it } from 'vitest';
import type { Exchange } from '../django/exchange.ts';
import {
  createExchangeLog,
  MOST_BODY,
  MOST_EVENTS,
  MOST_OF_FAILED,
  MOST_OF_PASSED,
  recordExchange,
} from './record.ts';

function exchange(path: string, body = 'hello', type = 'text/html; charset=utf-8'): Exchange {
  return {
    request: { method: 'GET', path },
    response: {
      status: 200,
      reason: 'OK',
      headers: [['Content-Type', type]],
      body: new TextEncoder().encode(body),
    },
    escaped: null,
    startUp: [],
    trace: [{ kind: 'response-closed' }],
    output: '',
  };
}

describe('a recorded exchange', () => {
  it('keeps the text of a body, and of anything else the size alone', () => {
    expect(recordExchange(exchange('/')).response).toMatchObject({ body: 'hello', bytes: 5, cut: false });
    expect(recordExchange(exchange('/', 'hello', 'image/png')).response).toMatchObject({
      body: '',
      bytes: 5,
    });
  });

  it('is cut where it gets long, and says so', () => {
    const long = {
      ...exchange('/', 'x'.repeat(MOST_BODY + 1)),
      trace: Array(MOST_EVENTS + 3).fill({ kind: 'response-closed' }),
    };
    const recorded = recordExchange(long as Exchange);
    expect(recorded.trace).toHaveLength(MOST_EVENTS);
    expect(recorded.moreEvents).toBe(3);
    expect(recorded.response?.body).toHaveLength(MOST_BODY);
    expect(recorded.response?.cut).toBe(true);
  });

  it('of an escaped exception has no response and says what escaped', () => {
    const escaped = { exception: 'SystemExit', message: 'done', at: null, traceback: '' };
    expect(recordExchange({ ...exchange('/'), response: null, escaped })).toMatchObject({
      response: null,
      escaped: 'SystemExit: done',
    });
  });
});

describe('the exchanges of a test', () => {
  const paths = (log: ReturnType<typeof createExchangeLog>, failed: boolean) =>
    log.take(failed).map(({ request }) => request.path);

  it('are the last ones: more of a failed test than of a passed one', () => {
    const log = createExchangeLog();
    for (let index = 1; index <= 20; index += 1) log.add(exchange(`/${index}/`));
    expect(paths(log, true)).toHaveLength(MOST_OF_FAILED);
    expect(paths(log, true).at(-1)).toBe('/20/');
    expect(paths(log, false)).toEqual(['/19/', '/20/'].slice(-MOST_OF_PASSED));
  });

  it('always have the one that the failure was made of', () => {
    const log = createExchangeLog();
    const blamed = exchange('/blamed/');
    log.add(blamed);
    log.blame(blamed);
    for (let index = 1; index <= 20; index += 1) log.add(exchange(`/${index}/`));
    expect(
      log
        .take(true)
        .filter(({ evidence }) => evidence)
        .map(({ request }) => request.path),
    ).toEqual(['/blamed/']);
    expect(log.take(true)).toHaveLength(MOST_OF_FAILED);
  });

  it('of the test before are forgotten', () => {
    const log = createExchangeLog();
    log.add(exchange('/'));
    log.clear();
    expect(log.take(true)).toEqual([]);
  });
});
