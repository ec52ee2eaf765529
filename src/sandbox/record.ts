import type { Exchange, HttpResponse } from '../django/exchange.ts';
import type { RecordedExchange, RecordedResponse } from './protocol.ts';

/** As much of a trace as a page can show and a message can carry. In events. */
export const MOST_EVENTS = 500;

/** Of a body, in characters. */
export const MOST_BODY = 4_000;

/** How many exchanges of one test are kept: those that a learner will look through. */
export const MOST_OF_FAILED = 8;
export const MOST_OF_PASSED = 2;

/** All traces of one report together, in events: some megabytes at most. */
export const MOST_OF_REPORT = 20_000;

/** What a page shows of an exchange: plain data of a bounded size. */
export function recordExchange(exchange: Exchange, evidence = false): RecordedExchange {
  const { request, response, escaped, trace, startUp } = exchange;
  return {
    request,
    response: response && recordResponse(response),
    escaped: escaped && `${escaped.exception}: ${escaped.message}`,
    startUp,
    trace: trace.slice(0, MOST_EVENTS),
    moreEvents: Math.max(0, trace.length - MOST_EVENTS),
    evidence,
  };
}

function recordResponse({ status, reason, headers, body }: HttpResponse): RecordedResponse {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const isText = /^text\/|json|xml|javascript/.test(type);
  const text = isText ? new TextDecoder().decode(body) : '';
  return {
    status,
    reason,
    headers,
    body: text.slice(0, MOST_BODY),
    bytes: body.length,
    cut: text.length > MOST_BODY,
  };
}

/** The exchanges of the running test, as they come. */
export interface ExchangeLog {
  add(exchange: Exchange): void;
  /** This exchange is what a failure shows; the last one said is the one that the failure was made of. */
  blame(exchange: Exchange): void;
  clear(): void;
  /** What is kept of them: the last ones, and the blamed one whatever its place. */
  take(failed: boolean): readonly RecordedExchange[];
}

export function createExchangeLog(): ExchangeLog {
  let exchanges: Exchange[] = [];
  let blamed: Exchange | null = null;
  return {
    add(exchange) {
      exchanges.push(exchange);
      // The generated cases of a test may be hundreds.
      if (exchanges.length > MOST_OF_FAILED) {
        const oldest = exchanges.findIndex((one) => one !== blamed);
        exchanges.splice(oldest, 1);
      }
    },
    blame(exchange) {
      blamed = exchange;
    },
    clear() {
      exchanges = [];
      blamed = null;
    },
    take(failed) {
      const kept = failed ? exchanges : exchanges.slice(-MOST_OF_PASSED);
      return kept.map((exchange) => recordExchange(exchange, failed && exchange === blamed));
    },
  };
}
