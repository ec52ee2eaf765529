/** What a 503 has to be, and which words answer one that isn't. */
import { expect } from 'vitest';
import { exchangeEvidence, fail, type SiteResponse } from '#suite/django';

/** What the other layers write on every response, and which of them does. */
const written: Readonly<Record<string, string>> = {
  'X-Request-ID': 'RequestIDMiddleware',
  'X-Content-Type-Options': 'SecurityMiddleware',
  'X-Frame-Options': 'XFrameOptionsMiddleware',
};

const djangosOwn = new Set([
  'SecurityMiddleware',
  'SessionMiddleware',
  'CommonMiddleware',
  'CsrfViewMiddleware',
  'AuthenticationMiddleware',
  'MessageMiddleware',
  'XFrameOptionsMiddleware',
  'RequestIDMiddleware',
]);

/** `GET /books/` */
export function asked({ exchange }: SiteResponse): string {
  return `${exchange.request.method} ${exchange.request.path}`;
}

/** The shop is closed to this request: a 503 that says when to come back, and no view ran. */
export function expectClosed(response: SiteResponse, retryAfter: number, because?: string): void {
  sayWhatRaised(response);
  expect(response).toHaveStatus(503, { because: because ?? whyNotClosed(response) });
  const said = response.header('Retry-After');
  if (!saysWhen(said, retryAfter)) {
    fail(
      `${asked(response)} came back 503 with ${said === null ? 'no Retry-After' : `Retry-After: ${said}`}, and staff closed the ` +
        `shop with --retry-after ${retryAfter}. A client that isn't told when to come back asks again at once; the number is in ` +
        'what `maintenance.current()` returns.',
      exchangeEvidence(response.exchange),
    );
  }
  if (viewRan(response)) {
    fail(
      `${asked(response)} came back 503, but its view had run by then. Whoever waits for \`get_response\` and then swaps the ` +
        'response hides what the view did; it still did it. The answer has to be made before the view.',
      exchangeEvidence(response.exchange),
    );
  }
}

/** Retry-After may be a number of seconds or a date. A minute either way is for the time that the answer takes. */
function saysWhen(said: string | null, retryAfter: number): boolean {
  if (said === null) return false;
  if (/^\d+$/.test(said)) return Number(said) === retryAfter;
  return Math.abs(Date.parse(said) - Date.now() - retryAfter * 1000) < 60_000;
}

/** Every other layer has written on it. */
export function expectHeadersOfOthers(response: SiteResponse): void {
  const entered = layersOf(response);
  for (const [header, layer] of Object.entries(written)) {
    if (response.header(header) !== null) {
      if (entered.includes(layer)) continue;
      fail(
        `${asked(response)} carries an ${header}, and ${layer} has never seen it: your layer wrote it in the place of that one. ` +
          'Two that write the same drift apart, and nobody imitates the layer that will be added next year.',
        exchangeEvidence(response.exchange),
      );
    }
    const because = entered.includes(layer)
      ? `${layer} did write it, on the response that your layer then threw away for another one.`
      : entered.length === 0 || onlyLearners(entered)
        ? `The answer was made outside of ${layer}: the request turned round before that layer ever heard of it.`
        : `${layer} was never entered: it lies inside the layer that answered, or it is no longer listed.`;
    expect(response).toHaveHeader(header, { because });
  }
}

/** Fails unless the request was answered as if the shop were open. */
export function expectLetIn(response: SiteResponse, status: number, because: string): void {
  sayWhatRaised(response);
  expect(response).toHaveStatus(status, { because });
}

function whyNotClosed(response: SiteResponse): string {
  if (!layersOf(response).some((layer) => !djangosOwn.has(layer))) {
    return 'The trace shows no layer of yours: Django builds the onion from MIDDLEWARE, and what is not listed there is never called.';
  }
  if (response.status === 404 && !viewRan(response)) {
    return (
      'Nothing matches this address, so there is no view, and no `process_view` is called: the core has made a 404. While we are ' +
      "closed, nobody can know what we'll have when we open."
    );
  }
  if (response.status === 403 && !viewRan(response)) {
    if (letPassBeforeCsrf(response)) {
      return (
        `Your hook was asked before CsrfViewMiddleware's and let the ${response.exchange.request.method} pass, so that one answered. The ` +
        'shop is closed to every method.'
      );
    }
    return (
      "This 403 is CsrfViewMiddleware's. It refuses in its `process_view`, and these hooks are called in the order of MIDDLEWARE " +
      'until one of them answers: whichever is listed first decides.'
    );
  }
  if (viewRan(response)) {
    return 'Its view was called. The shop is closed, and this view has no mark; the switch is to be read for each request.';
  }
  return 'The shop is closed, and this view has no mark.';
}

function letPassBeforeCsrf({ trace }: SiteResponse): boolean {
  const hooks = trace.flatMap((event) =>
    event.kind === 'hook-called' && event.hook === 'process_view' ? [event.layer] : [],
  );
  const own = hooks.findIndex((layer) => !djangosOwn.has(layer));
  return own !== -1 && own < hooks.indexOf('CsrfViewMiddleware');
}

/** A layer that raised never gave its answer. */
export function sayWhatRaised(response: SiteResponse): void {
  const raised = response.trace.find(
    (event) => event.kind === 'layer-raised' || event.kind === 'hook-raised',
  );
  if (raised === undefined || djangosOwn.has(raised.layer)) return;
  const exception = raised.exception.split('.').at(-1);
  if (!viewRan(response) && raised.at !== null && /^shop\/(urls|views|partners)\.py$/.test(raised.at.file)) {
    fail(
      `${raised.layer} called the view itself, which raised ${exception} (${raised.at.file}, line ${raised.at.line}). A view that the ` +
        "core hasn't called runs outside of it: no layer's `process_exception` is asked, no ATOMIC_REQUESTS holds, and hooks of other " +
        'layers are passed over. Letting it run means returning None, or passing the request on.',
      exchangeEvidence(response.exchange),
    );
  }
  fail(
    `${raised.layer} itself raised ${exception}${raised.at === null ? '' : ` (${raised.at.file}, line ${raised.at.line})`}, and ` +
      `${asked(response)} came back ${response.status}: the boundary around it made a response of the exception.`,
    exchangeEvidence(response.exchange),
  );
}

/** Whether a view of the shop ran: a learner may well have one that says "closed". */
export function viewRan({ trace }: SiteResponse): boolean {
  return trace.some(
    (event) => event.kind === 'view-called' && /^(shop\.(views|urls|partners)|django)\./.test(event.view),
  );
}

function onlyLearners(entered: readonly string[]): boolean {
  return entered.every((layer) => !djangosOwn.has(layer));
}

function layersOf({ trace }: SiteResponse): string[] {
  return trace.flatMap((event) => (event.kind === 'layer-entered' ? [event.layer] : []));
}
