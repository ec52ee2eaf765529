import { expect } from 'vitest';
import { exchangeEvidence, requestLine } from './evidence.ts';
import { failureText } from './failure.ts';
import type { SiteResponse } from './response.ts';

/** A matcher's last argument: the sentence that teaches, added to what the matcher says by itself. */
export interface Because {
  readonly because?: string;
}

interface SiteMatchers<Returned> {
  toHaveStatus(status: number, options?: Because): Returned;
  /** With a value, that value; with a pattern, a value that matches it; with neither, any value. */
  toHaveHeader(name: string, value?: string | RegExp | Because, options?: Because): Returned;
  toContainText(text: string, options?: Because): Returned;
  /** The request ran exactly that many queries. */
  toRunQueries(count: number, options?: Because): Returned;
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends SiteMatchers<R> {}
}

interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

expect.extend({
  toHaveStatus(response: SiteResponse, status: number, options?: Because): Verdict {
    return verdict(response, response.status === status, options, {
      missing: `${sent(response)} came back ${came(response)}, not ${status}.`,
      unwanted: `${sent(response)} came back ${came(response)}.`,
    });
  },

  toHaveHeader(
    response: SiteResponse,
    name: string,
    value?: string | RegExp | Because,
    options?: Because,
  ): Verdict {
    const wanted = typeof value === 'string' || value instanceof RegExp ? value : null;
    const actual = response.header(name);
    const held = `${name}: ${actual}`;
    return verdict(
      response,
      actual !== null && fits(actual, wanted),
      wanted === null ? (value as Because) : options,
      {
        missing:
          actual === null
            ? `${sent(response)} came back ${came(response)} without ${article(name)} ${name} header.`
            : `${sent(response)} came back with ${held}, which ${expected(wanted)}.`,
        unwanted: `${sent(response)} came back ${came(response)} with ${held}.`,
      },
    );
  },

  toContainText(response: SiteResponse, text: string, options?: Because): Verdict {
    return verdict(response, response.text.includes(text), options, {
      missing: `The body of ${sent(response)} doesn't contain "${text}".`,
      unwanted: `The body of ${sent(response)} contains "${text}".`,
    });
  },

  toRunQueries(response: SiteResponse, count: number, options?: Because): Verdict {
    const ran = response.queries.length;
    return verdict(response, ran === count, options, {
      missing: `${sent(response)} ran ${queries(ran)}, not ${count}.`,
      unwanted: `${sent(response)} ran ${queries(ran)}.`,
    });
  },
});

function verdict(
  response: SiteResponse,
  pass: boolean,
  options: Because | undefined,
  sentence: { readonly missing: string; readonly unwanted: string },
): Verdict {
  return {
    pass,
    message: () => {
      const because = options?.because ? ` ${options.because}` : '';
      // Vitest asks for the message only when the matcher failed: passing under `.not`, or not passing.
      return failureText(
        (pass ? sentence.unwanted : sentence.missing) + because,
        exchangeEvidence(response.exchange),
      );
    },
  };
}

function sent({ exchange }: SiteResponse): string {
  return requestLine(exchange.request);
}

function came({ status, reason }: SiteResponse): string {
  return `${status} ${reason}`;
}

function fits(actual: string, wanted: string | RegExp | null): boolean {
  if (wanted === null) return true;
  return wanted instanceof RegExp ? wanted.test(actual) : actual === wanted;
}

function expected(wanted: string | RegExp | null): string {
  return wanted instanceof RegExp ? `doesn't match ${wanted}` : `is not "${wanted}"`;
}

function article(name: string): string {
  return /^[aeiou]|^x/i.test(name) ? 'an' : 'a';
}

function queries(count: number): string {
  return count === 1 ? '1 query' : `${count} queries`;
}
