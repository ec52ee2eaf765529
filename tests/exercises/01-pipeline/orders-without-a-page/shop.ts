/** How the suite buys books, and what it finds in the shop afterwards. */
import fc from 'fast-check';
import { fail, type RunningSite, type SiteResponse } from '#suite/django';
import { tooSoon } from './breaking.ts';

/** Somebody who has logged in: the cookies of their browser. */
export type Customer = Readonly<Record<string, string>>;

export interface Purchase {
  readonly book: number;
  readonly copies: number;
  readonly card?: 'accepted' | 'declined';
  /** Of the visitor's cookie; none is sent unless told. */
  readonly theme?: 'plain' | 'festive';
}

export const book = fc.integer({ min: 1, max: 10 });
/** As many as fit into a parcel, and more. */
export const fewCopies = fc.integer({ min: 1, max: 12 });
export const manyCopies = fc.integer({ min: 13, max: 90 });

export const banners = { plain: 'Free delivery this week', festive: 'ribbons on every parcel' } as const;

const form = (fields: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

/** Logs maya in. A browser would have got the CSRF cookie from the form's page. */
export async function logIn(site: RunningSite): Promise<Customer> {
  const csrftoken = 'suite'.repeat(7).slice(0, 32);
  const response = await site.post('/login/', {
    cookies: { csrftoken },
    headers: { 'X-CSRFToken': csrftoken },
    form: form({ username: 'maya', password: 'maya' }),
  });
  if (response.status === 302) return response.cookies;
  fail(`Nobody can log in any more: POST /login/ came back ${response.status}, and a redirect was due.`, [
    response.output,
  ]);
}

export function buy(
  site: RunningSite,
  customer: Customer,
  { book, copies, card = 'accepted', theme }: Purchase,
): Promise<SiteResponse> {
  return site.post('/checkout/', {
    cookies: { ...customer, ...(theme && { theme }) },
    headers: { 'X-CSRFToken': customer['csrftoken'] ?? '' },
    form: form({ book, copies, card }),
  });
}

/** The numbers of the customer's orders, as their page lists them. */
export async function ordersOf(site: RunningSite, customer: Customer): Promise<readonly number[]> {
  const page = await site.get('/orders/', { cookies: customer });
  if (page.status !== 200) {
    fail(`GET /orders/ came back ${page.status}: the customer's orders can't be seen any more.`, [
      page.output,
    ]);
  }
  return [...page.text.matchAll(/<h2>Order (\d+),/g)]
    .map(([, number]) => Number(number))
    .sort((a, b) => a - b);
}

/** The orders that the warehouse was told to pack. */
export function packed({ output }: SiteResponse): readonly number[] {
  return [...output.matchAll(/^Pack order (\d+)(,.*)?$/gm)].map(([, number]) => Number(number));
}

/** Whether it was told of one whose transaction was open; only on a site that has `ourFiles`. */
export function packedTooSoon({ output }: SiteResponse): boolean {
  return output.includes(tooSoon);
}
