/** The tracer watches from outside: whatever it notes, a site answers, logs and fails as it does without it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTrace } from '../trace/schema.ts';
import { requests } from './tracer-contract/requests.ts';
import { openStage, type RawExchange, type Stage } from './tracer-contract/site.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});

const sites = [
  { title: 'layers of every kind', settings: '' },
  { title: "Django's own layers", settings: 'MIDDLEWARE = SHIPPED' },
  { title: 'no layers', settings: 'MIDDLEWARE = []' },
  { title: 'error pages for developers', settings: 'DEBUG = True' },
  { title: 'exceptions that propagate', settings: 'DEBUG_PROPAGATE_EXCEPTIONS = True' },
];

/** What a watched request begins with. */
const started = { kind: 'signal-sent', signal: 'request_started' };

describe.each(['wsgi', 'asgi'] as const)('under %s', (server) => {
  test.for(sites)('a site with $title answers, logs and fails the same, watched or not', ({ settings }) => {
    const watched = play(true);
    const unwatched = play(false);
    for (const [index, request] of requests.entries()) {
      const name = `${request.method} ${request.path}`;
      expect(seen(watched[index]), name).toEqual(seen(unwatched[index]));
      expect(parseTrace(watched[index]?.trace)[0], name).toEqual(started);
      expect(unwatched[index]?.trace, name).not.toContainEqual(started);
    }
    expect(statuses(watched)).toEqual(expect.arrayContaining([200, 202, 302, 404, null]));

    function play(traced: boolean): RawExchange[] {
      stage.start({ traced, settings });
      let session: Record<string, string> = {};
      return requests.map((request) => {
        const exchange = stage.request({ ...request, server, cookies: { ...request.cookies, ...session } });
        session = { ...session, ...sessionOf(exchange) };
        return exchange;
      });
    }
  });
});

function statuses(exchanges: readonly RawExchange[]): (number | null)[] {
  return [...new Set(exchanges.map(({ response }) => response?.status ?? null))];
}

function sessionOf({ response }: RawExchange): Record<string, string> {
  const cookies = response?.headers.filter(([name]) => name === 'Set-Cookie') ?? [];
  const found = cookies.map(([, value]) => /^ ?sessionid=(\w+)/.exec(value)?.[1]).find(Boolean);
  return found === undefined ? {} : { sessionid: found };
}

/** What a client, an operator and a developer see. Where in memory an object lies, on Django's page for developers, is chance. */
function seen(exchange: RawExchange | undefined): unknown {
  const { response, escaped, output } = exchange as RawExchange;
  const body = Buffer.from(response?.body ?? '', 'base64').toString('latin1');
  const headers = response?.headers.map(([name, value]) =>
    name === 'Content-Length' && Number(value) === body.length
      ? [name, 'as long as the body']
      : [name, value],
  );
  const whole = JSON.stringify({ ...response, headers, body, escaped, output });
  return JSON.parse(whole.replace(/\b(0x[0-9a-f]{4,}|(pre|post|v|c)\d{6,})\b/g, 'somewhere'));
}
