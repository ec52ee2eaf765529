import type { Visit, Visited } from './scene.ts';

export type Expected = Pick<Visited, 'trace' | 'head' | 'body' | 'escaped'>;

export const phraseOf: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  302: 'Found',
  404: 'Not Found',
  410: 'Gone',
  500: 'Internal Server Error',
  599: 'Unknown Status Code',
};

/**
 * What Django and a server do with a visit: `WSGIHandler.__call__` (django/core/handlers/wsgi.py), `HttpResponseBase.close`
 * (django/http/response.py) and PEP 3333. `tests/lessons/01-pipeline-05-the-way-out.test.ts` plays the same on Django.
 */
export function djangoServes({ method, path, response, leavesAfter, closedTwice }: Visit): Expected {
  const trace = [
    'request_started from WSGIHandler',
    'the request is made',
    `getResponse gets ${method} ${path}`,
  ];
  if ('raises' in response) {
    trace.push('getResponse throws');
    return { trace, head: null, body: [], escaped: 'the error page broke as well' };
  }

  const status = `${response.status} ${phraseOf[response.status]}`;
  trace.push(`getResponse returns ${response.status}`, `startResponse ${status}`, 'call returns');
  const cookies = new Map(response.cookies.map((cookie) => [cookie.key, cookie]));
  const headers = [
    ...response.headers,
    ...[...cookies.values()].map(
      ({ key, value, httpOnly }) =>
        ['Set-Cookie', `${key}=${value};${httpOnly ? ' HttpOnly;' : ''} Path=/`] as const,
    ),
  ];

  const streamed = typeof response.body !== 'string';
  const chunks = typeof response.body === 'string' ? [response.body] : response.body;
  const body: string[] = [];
  let escaped: string | null = null;
  const hasLeft = (): boolean => leavesAfter !== null && body.length >= leavesAfter;
  for (let at = 0; !hasLeft(); at += 1) {
    const chunk = chunks[at];
    if (chunk === undefined) {
      if (!streamed || !response.breaks) break;
      trace.push('the body throws');
      escaped = 'the body broke off';
      break;
    }
    if (streamed) trace.push(`chunk ${at + 1} is made`);
    if (method === 'HEAD') continue;
    body.push(chunk);
    trace.push(`chunk ${body.length} is sent`);
  }

  for (const round of closedTwice ? [1, 2] : [1]) {
    trace.push('the server calls close()');
    if (round === 1) {
      if (streamed) trace.push('the stream is closed');
      for (const { name, raises } of response.closers)
        trace.push(`closer ${name} runs${raises ? ', and throws' : ''}`);
      if (response.opensLate && trace.includes('chunk 1 is made')) trace.push('closer late runs');
    }
    trace.push('request_finished from WSGIHandler');
  }
  return { trace, head: { status, headers }, body, escaped };
}
