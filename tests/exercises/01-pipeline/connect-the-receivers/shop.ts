/** What the suite does with the shop: sell, and count what is left. */
import fc from 'fast-check';
import { exchangeEvidence, fail, type RunningSite, type SiteResponse } from '#suite/django';

export const book = fc.integer({ min: 1, max: 10 });
export const quantity = fc.integer({ min: 2, max: 9 });
export const page = fc.oneof(
  // None that is logged as an error: what a check prints is shown as the learner's own.
  fc.constantFrom('/books/', '/login/', '/orders/'),
  book.map((pk) => `/books/${pk}/`),
  fc.integer({ min: 1, max: 4 }).map((pk) => `/authors/${pk}/`),
);

/** Copies of a book: in the shop, and sold since it opened with `OPENED_WITH` of each. */
export interface Count {
  readonly stock: number;
  readonly sold: number;
}

export const OPENED_WITH = 100;

export async function countOf(site: RunningSite, pk: number): Promise<Count> {
  return expectStatus(await site.get(`/books/${pk}/stock/`), 200).json() as Count;
}

export async function sellAtTill(
  site: RunningSite,
  pk: number,
  copies: number,
  server: 'wsgi' | 'asgi' = 'wsgi',
): Promise<SiteResponse> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const path = `/books/${pk}/till/`;
  return expectStatus(
    await site.request({ method: 'POST', path, headers, body: `quantity=${copies}`, server }),
    201,
  );
}

/** An exit code with this added is an answer, so that what Python itself ends with is none. */
const ANSWER = 100_000;

/**
 * Runs `code` in the site's process, with no request around it. It sets `answer` to the whole number that is returned.
 * That comes as the exit code: whatever the suite printed would be shown as the learner's own.
 */
export async function ask(site: RunningSite, code: string): Promise<number> {
  const { exitCode, output } = await site.manage(
    'shell',
    '--no-imports',
    '-c',
    `${code}\nraise SystemExit(${ANSWER} + answer)`,
  );
  if (Math.abs(exitCode - ANSWER) > ANSWER / 2) {
    fail('Code of the shop that was called without a request raised an exception.', [output.trimEnd()]);
  }
  return exitCode - ANSWER;
}

/** How many receivers hear of a saved line of an order, those left out that are only waiting to be collected. */
export async function receiversOf(site: RunningSite): Promise<number> {
  return ask(
    site,
    `
import gc
from django.db.models.signals import post_save
from shop.models import OrderLine

gc.collect()
answer = sum(map(len, post_save._live_receivers(OrderLine)))
`,
  );
}

export async function command(site: RunningSite, args: readonly string[]): Promise<void> {
  const { exitCode, output } = await site.manage(...args);
  if (exitCode !== 0) fail(`\`manage.py ${args[0]}\` ended with exit code ${exitCode}.`, [output.trimEnd()]);
}

/** Says what a layer raised, if one did: a status alone would hide it. */
function expectStatus(response: SiteResponse, status: number): SiteResponse {
  if (response.status === status) return response;
  const { method, path } = response.exchange.request;
  const raised = response.trace.find(({ kind }) => kind === 'layer-raised' || kind === 'view-raised');
  const what = raised && 'exception' in raised ? ` Something raised ${raised.exception} on its way.` : '';
  fail(
    `${method} ${path} came back ${response.status}, not ${status}.${what}`,
    exchangeEvidence(response.exchange),
  );
}
