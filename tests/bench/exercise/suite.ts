/** Ten tests of the kind that an exercise has. `test_shop.py` proves the same of the same files on CPython. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootSite, fail, type SiteResponse } from '#suite/django';
import { fresh } from '#suite/fresh';

const word = fc.stringMatching(/^[a-z]{6,12}$/);
const book = fc.integer({ min: 1, max: 10 }).map((pk) => `/books/${pk}/`);
const page = fc.oneof(fc.constantFrom('/books/', '/login/'), book);
const missingBook = fc.integer({ min: 100, max: 99_999 }).map((pk) => `/books/${pk}/`);

function idOf(response: SiteResponse): string {
  const id = response.header('X-Request-ID') ?? '';
  if (!/^[0-9a-f]{32}$/.test(id)) fail(`A response carries ${id || 'no id'} as its X-Request-ID.`);
  return id;
}

test('a page that works carries a request id', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page));
  expect(response).toHaveStatus(200);
  idOf(response);
});

test('a page that does not exist carries one', async () => {
  const site = await bootSite();
  for (const path of [fresh(missingBook), `/no-such-${fresh(word)}/`]) {
    const response = await site.get(path);
    expect(response).toHaveStatus(404);
    idOf(response);
  }
});

test('a redirect made by CommonMiddleware carries one', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page).slice(0, -1));
  expect(response).toHaveStatus(301);
  idOf(response);
});

test('a request for a host that is not ours is answered with one', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page), { headers: { Host: `not-${fresh(word)}.example` } });
  expect(response).toHaveStatus(400);
  idOf(response);
});

test('a refused form carries one', async () => {
  const site = await bootSite();
  const response = await site.post('/login/', { form: { username: fresh(word), password: fresh(word) } });
  expect(response).toHaveStatus(403);
  idOf(response);
});

test('the way to the login page carries one', async () => {
  const site = await bootSite();
  const response = await site.get('/orders/');
  expect(response).toHaveStatus(302);
  idOf(response);
});

test('an id that the client sent never comes back', async () => {
  const site = await bootSite();
  for (const path of [fresh(page), fresh(missingBook)]) {
    const sent = fresh(fc.stringMatching(/^[0-9a-f]{32}$/));
    const response = await site.get(path, { headers: { 'X-Request-ID': sent } });
    if (idOf(response) === sent) fail(`The client sent ${sent}, and it came back.`);
  }
});

test('no two requests share an id', async () => {
  const site = await bootSite();
  const path = fresh(page);
  const ids: string[] = [];
  for (let visit = 0; visit < 3; visit += 1) ids.push(idOf(await site.get(path)));
  if (new Set(ids).size !== 3) fail(`Three requests got ${ids.join(', ')}.`);
});

test('the other layers do their work as before', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page));
  for (const name of ['X-Frame-Options', 'X-Content-Type-Options', 'Referrer-Policy']) {
    expect(response).toHaveHeader(name);
  }
});

test('a customer who logs in finds their orders', async () => {
  const site = await bootSite();
  const form = await site.get('/login/');
  const csrfmiddlewaretoken = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(form.text)?.[1] ?? '';
  const welcome = await site.post('/login/', {
    form: { username: 'maya', password: 'maya', csrfmiddlewaretoken },
    cookies: form.cookies,
  });
  expect(welcome).toHaveStatus(302);
  const orders = await site.get('/orders/', { cookies: welcome.cookies });
  expect(orders).toContainText('The Dispossessed');
  idOf(orders);
});
