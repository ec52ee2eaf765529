/** Which words answer a mistake. Nothing here decides whether an answer is right. */
import { expect } from 'vitest';
import { exchangeEvidence, fail, type SiteResponse } from '#suite/django';

/** Fails unless the page came as it does in the shop. */
export function expectPage(response: SiteResponse, status: number, title: string, because: string): void {
  if (response.status !== status) sayWhatRaised(response);
  expect(response).toHaveStatus(status, { because });
  expect(response).toContainText(title, { because: 'Every page that can be made looks as it does now.' });
}

/** Fails unless the error page came that the shop has for it. */
export function expectErrorPage(response: SiteResponse, status: number): void {
  if (response.status !== status) sayWhatRaised(response);
  expect(response).toHaveStatus(status, {
    because:
      'The page could not be made, and the customer is told so with the status that Django has for it.',
  });
  const own: Record<number, string> = {
    404: 'Nothing in the shop has this address.',
    500: 'The fault is ours, not yours.',
  };
  const text = own[status];
  if (text === undefined) return;
  expect(response).toContainText(text, {
    because: `It is what the shop has to say on a ${status}: that page is no part of what went wrong.`,
  });
}

/** Fails because an order is there whose page was never made. */
export function sayKept(response: SiteResponse, order: number): never {
  sayWhatRaised(response);
  fail(
    `${asked(response)} came back ${response.status}, and Order ${order} stands in the customer's list all the same. ${whyKept(response)}`,
    exchangeEvidence(response.exchange),
  );
}

/** Fails because the warehouse heard of an order whose page was never made. */
export function sayPacked(response: SiteResponse, order: number): never {
  fail(
    `${asked(response)} came back ${response.status} and its order is gone, but the warehouse was told "Pack order ${order}". ` +
      'Other systems cannot be rolled back: word may go out only when the order is committed for good. And an order that ' +
      'must not be kept must never be committed.',
    exchangeEvidence(response.exchange),
  );
}

/** Fails because the warehouse heard of an order that was not committed yet. */
export function sayPackedTooSoon(response: SiteResponse, order: number): never {
  fail(
    `${asked(response)} came back ${response.status} and placed Order ${order}, but the warehouse was told "Pack order ${order}" ` +
      'while the transaction was still open. Its end can fail too, and then a parcel is packed for an order that nobody has: ' +
      'word may go out only when the order is committed for good.',
    exchangeEvidence(response.exchange),
  );
}

/** Whether an order was committed and then deleted: a transaction that begins ends every one before it. */
export function wasDeleted({ trace }: SiteResponse): boolean {
  const statements = trace.flatMap((event) => (event.kind === 'query' ? [event.sql] : []));
  const written = statements.findLastIndex((sql) => sql.startsWith('INSERT INTO "shop_order"'));
  const deleted = statements.findLastIndex((sql) => sql.startsWith('DELETE FROM "shop_order"'));
  const begun = statements.findLastIndex((sql, index) => sql === 'BEGIN' && index < deleted);
  return written !== -1 && deleted > written && (begun === -1 || begun > written);
}

/** Fails because the order is gone only by a DELETE. */
export function sayDeleted(response: SiteResponse): never {
  fail(
    `${asked(response)} came back ${response.status} and its order is gone, but it had been committed and was deleted afterwards: ` +
      'in the trace a transaction begins between its INSERT and its DELETE. In between everybody could read it, and a ' +
      'server that stops there leaves it for good. What was never committed needs no deleting.',
    exchangeEvidence(response.exchange),
  );
}

/** Fails because an order is missing, though its page was made. */
export function sayLost(response: SiteResponse): never {
  const error = response.status >= 400;
  fail(
    `${asked(response)} came back ${response.status} with its page, and the order is not in the customer's list. ` +
      (error
        ? 'Nothing failed here: the view itself chose this status and promised on the page to keep the order. A status ' +
          'says what the client is told, not whether something was raised.'
        : 'Only a page that could not be made takes its order along, and this one was made.'),
    exchangeEvidence(response.exchange),
  );
}

/** Fails because the page lacks the banner of the visitor's theme. */
export function sayBannerLost(response: SiteResponse, theme: string): never {
  const { trace } = response;
  const rendered = trace.findIndex(({ kind }) => kind === 'render-started');
  const hook = trace.findIndex(
    (event) => event.kind === 'hook-called' && event.hook === 'process_template_response',
  );
  const why =
    hook === -1
      ? 'The trace has no process_template_response: the handler calls that hook only for a response that it can still ' +
        'render, and what `render()` returns is a plain HttpResponse with its page inside.'
      : rendered !== -1 && rendered < hook
        ? 'process_template_response was called, but the page had been rendered already, and what the hook put into the context came too late.'
        : 'Whatever else changes, the theme has to find its way into the context before the page is rendered.';
  fail(
    `${asked(response)} came back ${response.status} without the ${theme} banner. ${why}`,
    exchangeEvidence(response.exchange),
  );
}

function whyKept(response: SiteResponse): string {
  const { trace, status } = response;
  if (status < 400) {
    return (
      'The page that the checkout has for this could not be made, and another one came in its place: it tells the customer ' +
      'something that is not so. Which pages there are, error pages included, stays as it is; what a failure leaves behind is the question.'
    );
  }
  const at = (found: (event: SiteResponse['trace'][number]) => boolean): number => trace.findIndex(found);
  const view = at(({ kind }) => kind === 'view-called');
  const returned = at(({ kind }) => kind === 'view-returned');
  const begin = at((event) => event.kind === 'query' && event.sql === 'BEGIN');
  if (at(({ kind }) => kind === 'render-raised') === -1 && at(({ kind }) => kind === 'view-raised') !== -1) {
    return (
      'Here the view itself raised, after it had written the order. Whoever takes the transaction of the view away has to do ' +
      "its work: an exception of the view's rolls back what the view wrote."
    );
  }
  if (begin === -1 || begin > returned) {
    return 'No transaction was open while the order was written, so every statement was committed at once.';
  }
  if (begin > view) {
    return (
      'In the trace `BEGIN` comes after the call of the view: the transaction was of the view alone, and it was committed ' +
      'when the view returned. The handler renders a TemplateResponse after that, and then there is nothing left to roll back.'
    );
  }
  const told = trace.find((event) => event.kind === 'hook-called' && event.hook === 'process_exception');
  const raised = trace.find(({ kind }) => kind === 'render-raised');
  if (told?.kind === 'hook-called' && raised?.kind === 'render-raised') {
    const again = trace.some((event) => event.kind === 'hook-raised' && event.hook === told.hook);
    return again
      ? `${told.layer}.process_exception raised in its turn, and that went no further than what the template raised: the hook is ` +
          'called by the core, and the boundary around the core made a response of it. `get_response` returned, no exception ' +
          'came out of the `atomic` block, and it was committed.'
      : `${told.layer}.process_exception was told of ${named(raised.exception)}, and the transaction was committed all the same. ` +
          'A page can fail for a reason that nobody has foreseen: what holds for one exception has to hold for every other.';
  }
  return status === 500
    ? 'A transaction was open around the view and around the rendering, and it was committed: `get_response` returned the ' +
        '500 as it returns any response, and an `atomic` block rolls back only if an exception comes out of it.'
    : `The template raised, and the boundary around the core made a ${status} of it. Which status that is depends on ` +
        'the exception; that the page could not be made does not.';
}

/** Fails when a layer or a hook of the learner's raised: all the rest follows from that. */
function sayWhatRaised(response: SiteResponse): void {
  const raised = response.trace.find(({ kind }) => kind === 'layer-raised' || kind === 'hook-raised');
  if (raised?.kind !== 'layer-raised' && raised?.kind !== 'hook-raised') return;
  // What it let through is the template's failure, not its own.
  if (response.trace.some((event) => event.kind === 'render-raised' && event.exception === raised.exception))
    return;
  const who = raised.kind === 'hook-raised' ? `${raised.layer}.${raised.hook}` : raised.layer;
  const short = named(raised.exception);
  const message = response.output.split('\n').findLast((line) => line.startsWith(`${raised.exception}:`));
  const over = short === 'TransactionManagementError' ? ` ${whyForbidden(message ?? '')}` : '';
  fail(
    `${who} itself raised ${short}${message?.slice(raised.exception.length) ?? ''}.${over}`.replace(
      '..',
      '.',
    ),
    exchangeEvidence(response.exchange),
  );
}

function whyForbidden(message: string): string {
  if (message.includes("forbidden when an 'atomic' block is active")) {
    return (
      'An `atomic` block commits or rolls back by itself, at its end, and nobody may do it in its middle. What can be done there is ' +
      'to tell the block which of the two its end shall be.'
    );
  }
  return (
    'What the view wrote is committed when the view returns, long before anybody hears that its page failed: a ' +
    'rollback needs a transaction that is still open then, and nothing may be asked of the database after it.'
  );
}

/** `ValueError` of `ValueError`, `Http404` of `django.http.response.Http404` */
function named(exception: string): string {
  return exception.split('.').at(-1) ?? exception;
}

/** `POST /checkout/` */
export function asked({ exchange }: SiteResponse): string {
  return `${exchange.request.method} ${exchange.request.path}`;
}
