import type { Exchange, HttpResponse } from '../../django/exchange.ts';
import type { QueryRun, TraceEvent } from '../../trace/events.ts';
import { queriesOf } from '../../trace/lines.ts';

/** What a suite asks of a response. */
export interface SiteResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: HttpResponse['headers'];
  /** The first header of that name, whatever its case; null when there is none. */
  header(name: string): string | null;
  /** The cookies that the response sets: name to value. */
  readonly cookies: Readonly<Record<string, string>>;
  readonly text: string;
  json(): unknown;
  /** The queries that the request ran, each with the learner's line that caused it. */
  readonly queries: readonly QueryRun[];
  readonly trace: readonly TraceEvent[];
  /** What the site printed and logged meanwhile. */
  readonly output: string;
  readonly exchange: Exchange;
}

/** @param response the response of `exchange`, which did not escape */
export function createSiteResponse(exchange: Exchange, response: HttpResponse): SiteResponse {
  const text = new TextDecoder().decode(response.body);
  return {
    status: response.status,
    reason: response.reason,
    headers: response.headers,
    header: (name) => headerOf(response, name),
    cookies: cookiesOf(response),
    text,
    json: () => JSON.parse(text) as unknown,
    queries: queriesOf(exchange.trace),
    trace: exchange.trace,
    output: exchange.output,
    exchange,
  };
}

function headerOf(response: HttpResponse, wanted: string): string | null {
  const found = response.headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase());
  return found ? found[1] : null;
}

function cookiesOf(response: HttpResponse): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const [name, value] of response.headers) {
    if (name.toLowerCase() !== 'set-cookie') continue;
    // Django's WSGI handler leaves a space before the cookie's name.
    const [pair = ''] = value.trimStart().split(';');
    const equals = pair.indexOf('=');
    cookies[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return cookies;
}
