import { expect, test } from 'vitest';
import { bootSite, exchangeEvidence, fail, type RunningSite, type SiteResponse } from '#suite/django';
import { fresh } from '#suite/fresh';
import {
  breakingFilter,
  brokenBanner,
  chosenStatus,
  ourFiles,
  threshold,
  twoExceptions,
} from './breaking.ts';
import {
  banners,
  book,
  buy,
  type Customer,
  fewCopies,
  logIn,
  manyCopies,
  ordersOf,
  type Purchase,
  packed,
  packedTooSoon,
} from './shop.ts';
import {
  expectErrorPage,
  expectPage,
  sayBannerLost,
  sayDeleted,
  sayKept,
  sayLost,
  sayPacked,
  sayPackedTooSoon,
  wasDeleted,
} from './words.ts';

const receipt = 'Thank you';
const declined = 'Your card was declined';

test('a receipt comes with its order, and the warehouse is told once, when it is committed', async () => {
  const site = await bootSite({ files: ourFiles });
  const customer = await logIn(site);
  await expectKept(site, customer, { book: fresh(book), copies: fresh(fewCopies) });
  await expectKept(site, customer, { book: fresh(book), copies: fresh(fewCopies) });
});

test('a receipt that could not be made leaves no order, however often one tries', async () => {
  const site = await bootSite();
  const customer = await logIn(site);
  const purchase = { book: fresh(book), copies: fresh(manyCopies) };
  await expectGone(site, customer, purchase, 500);
  await expectGone(site, customer, purchase, 500);
  await expectKept(site, customer, { ...purchase, copies: fresh(fewCopies) });
});

test('whatever the template raised, the order is gone, and the next one stays', async () => {
  const most = fresh(threshold);
  for (const exception of fresh(twoExceptions)) {
    const site = await bootSite({ files: breakingFilter(exception, most) });
    const customer = await logIn(site);
    await expectGone(site, customer, { book: fresh(book), copies: most }, exception.status);
    await expectKept(site, customer, { book: fresh(book), copies: most - 1 });
  }
});

test('a page that breaks only in a theme takes its order along, the receipt as well as the page for a declined card', async () => {
  const site = await bootSite({ files: brokenBanner });
  const customer = await logIn(site);
  const purchase = { book: fresh(book), copies: fresh(fewCopies) };
  for (const card of ['accepted', 'declined'] as const) {
    await expectGone(site, customer, { ...purchase, card, theme: 'festive' }, 500, 'festive');
    await expectKept(site, customer, { ...purchase, card, theme: 'plain' });
  }
});

test('a declined card keeps its order: that page is a 402 and did not fail', async () => {
  const site = await bootSite();
  const customer = await logIn(site);
  const copies = fresh(manyCopies);
  await expectKept(site, customer, { book: fresh(book), copies, card: 'declined' });
});

test('an order stays whatever status its view has chosen', async () => {
  const site = await bootSite({ files: ourFiles });
  const customer = await logIn(site);
  for (const how of ['', '&plain']) {
    const before = await ordersOf(site, customer);
    const response = await site.get(`/counter/?status=${fresh(chosenStatus)}${how}`, { cookies: customer });
    if (newOne(before, await ordersOf(site, customer)) === undefined) sayLost(response);
  }
});

test('every page that had a banner has one still', async () => {
  const site = await bootSite();
  const customer = await logIn(site);
  for (const theme of ['festive', 'plain'] as const) {
    const purchase = { book: fresh(book), copies: fresh(fewCopies), theme };
    expectBanner(await buy(site, customer, purchase), theme);
    expectBanner(await buy(site, customer, { ...purchase, card: 'declined' }), theme);
  }
  const login = await site.get('/login/', { cookies: { theme: 'festive' } });
  expectPage(login, 200, '<h1>Log in</h1>', 'Customers have to log in.');
  expect(login).toContainText(banners.festive, {
    because: "Django's own LoginView returns a TemplateResponse too.",
  });
});

test('an exception of the view itself takes its order along, as before', async () => {
  const site = await bootSite();
  const customer = await logIn(site);
  await expectGone(site, customer, { book: fresh(book), copies: Number.NaN }, 500);
  const unknown = { book: fresh(manyCopies) * 100, copies: fresh(fewCopies) };
  await expectGone(site, customer, unknown, 404);
});

test('the checkout is as closed to strangers as before', async () => {
  const site = await bootSite();
  const stranger = await buy(site, { csrftoken: 'stranger'.repeat(4) }, { book: fresh(book), copies: 1 });
  expect(stranger).toHaveStatus(302, { because: 'Only customers who have logged in can order.' });
  const forged = await site.post('/checkout/', { form: { book: '1', copies: '1', card: 'accepted' } });
  expect(forged).toHaveStatus(403, { because: 'CsrfViewMiddleware refuses a form without its token.' });
  const books = await site.get('/books/');
  expectPage(books, 200, '<h1>Books</h1>', 'Anybody may look at the books.');
});

/** Buys, and expects the page, the order and one word to the warehouse (none for a declined card). */
async function expectKept(site: RunningSite, customer: Customer, purchase: Purchase): Promise<void> {
  const before = await ordersOf(site, customer);
  const response = await buy(site, customer, purchase);
  const accepted = purchase.card !== 'declined';
  expectPage(
    response,
    accepted ? 200 : 402,
    `<h1>${accepted ? receipt : declined}</h1>`,
    `Nothing stands in the way of a page for ${copiesOf(purchase)}.`,
  );
  const order = newOne(before, await ordersOf(site, customer));
  if (order === undefined) sayLost(response);
  expect(response).toContainText(`Order ${order}`, { because: 'The page names the order that was placed.' });
  if (packedTooSoon(response)) sayPackedTooSoon(response, order);
  const told = packed(response);
  const wanted = accepted ? [order] : [];
  if (told.join() === wanted.join()) return;
  const heard =
    told.length === 0
      ? 'heard nothing'
      : `was told to pack ${told.map((each) => `order ${each}`).join(' and ')}`;
  fail(
    `POST /checkout/ came back ${response.status} and placed Order ${order}, but the warehouse ${heard}. ` +
      (accepted
        ? 'It packs an order that it was told of once.'
        : 'Books that were not paid for stay at the counter.'),
    exchangeEvidence(response.exchange),
  );
}

/** Buys, and expects the error page and nothing else. @param theme the one whose banner breaks the page */
async function expectGone(
  site: RunningSite,
  customer: Customer,
  purchase: Purchase,
  status: number,
  theme?: keyof typeof banners,
): Promise<void> {
  const before = await ordersOf(site, customer);
  const response = await buy(site, customer, purchase);
  if (theme !== undefined && [200, 402].includes(response.status)) sayBannerLost(response, theme);
  const order = newOne(before, await ordersOf(site, customer));
  if (order !== undefined) sayKept(response, order);
  const [told] = packed(response);
  if (told !== undefined) sayPacked(response, told);
  if (wasDeleted(response)) sayDeleted(response);
  expectErrorPage(response, status);
}

function expectBanner(response: SiteResponse, theme: keyof typeof banners): void {
  if (response.status >= 500) expectPage(response, 200, receipt, 'Nothing stands in the way of this page.');
  if (!response.text.includes(banners[theme])) sayBannerLost(response, theme);
}

function newOne(before: readonly number[], after: readonly number[]): number | undefined {
  return after.find((order) => !before.includes(order));
}

function copiesOf({ copies }: Purchase): string {
  return copies === 1 ? 'one copy' : `${copies} copies`;
}
