import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootSite, exchangeEvidence, fail, type RunningSite } from '#suite/django';
import { fresh } from '#suite/fresh';
import {
  nobodys,
  nobodysHost,
  publicHosts,
  rented,
  type Tenant,
  twoTenants,
  writtenOtherwise,
} from './tenants.ts';
import {
  asked,
  expectHours,
  expectLayers,
  expectLinks,
  expectNobody,
  expectRented,
  expectSecurityHeaders,
  expectStatus,
  get,
} from './words.ts';

const book = fc.integer({ min: 1, max: 10 });

async function openShops(): Promise<{ site: RunningSite; tenants: readonly [Tenant, Tenant] }> {
  const tenants = twoTenants();
  return { site: await bootSite({ files: rented(tenants) }), tenants };
}

test("a tenant's address is answered by the URLconf that the tenant brings", async () => {
  const { site, tenants } = await openShops();
  for (const tenant of tenants) {
    expectHours(await get(site, tenant.host, '/hours/'), tenant);
    const detail = await get(site, tenant.host, `/${tenant.place}/books/${fresh(book)}/`);
    expectStatus(detail, 200, 'The tenant has the whole shop, at an address of its own.');
  }
});

test("a tenant's host knows no address but the tenant's", async () => {
  const { site, tenants } = await openShops();
  const [one, other] = tenants;
  await expectRented(site, one);
  for (const path of ['/books/', `/books/${fresh(book)}/`, `/${other.place}/books/`, '/admin/']) {
    const because = `That address belongs to another shop; ${one.name} has its books at /${one.place}/books/.`;
    expectStatus(await get(site, one.host, path), 404, because);
  }
});

test("every address on a tenant's page is the tenant's own", async () => {
  const { site, tenants } = await openShops();
  for (const tenant of tenants) {
    // A shop whose URLconf leaks into the next request links well from its second page on: these are the first ones.
    const { host, name, place } = tenant;
    for (const path of [`/${place}/books/`, `/${place}/books/${fresh(book)}/`])
      expectLinks(await get(site, host, path), `/${place}/`, name);
    const front = await get(site, host, `/${place}/`);
    expectStatus(front, 302, 'The front page of the shop leads to its list of books.');
    expect(front).toHaveHeader('Location', `/${place}/books/`);
  }
});

test('a host is the same in capitals and with a port', async () => {
  const { site, tenants } = await openShops();
  const [tenant] = tenants;
  await expectRented(site, tenant);
  for (const host of writtenOtherwise(tenant)) {
    const because =
      `A Host is what the client wrote, and ${host} is the same host as ${tenant.host}: capitals make no difference, and ` +
      'the port is none of the name.';
    expectHours(await get(site, host, '/hours/'), tenant, because);
  }
});

test('all other hosts keep the public shop', async () => {
  const { site, tenants } = await openShops();
  for (const host of publicHosts) {
    const page = await get(site, host, '/books/');
    expectStatus(page, 200, `${host} is no tenant's, and the public shop has its books at /books/.`);
    expectLinks(page, '/', 'the public shop');
    if (page.text.includes(`/${tenants[0].place}/`) || page.text.includes(`/${tenants[1].place}/`)) {
      fail(`The page at ${asked(page)} links to a tenant's shop.`, exchangeEvidence(page.exchange));
    }
    const foreign = await get(site, host, `/${tenants[0].place}/books/`);
    expectStatus(foreign, 404, `It is an address of ${tenants[0].name}, and ${host} is the public shop.`);
  }
});

test('what one request has chosen is no matter to the next', async () => {
  const { tenants, site } = await openShops();
  const turns = fresh(fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 }));
  const after = (before: readonly number[]): string => {
    const who = tenants[before.at(-1) ?? 0]?.name ?? 'the public shop';
    return (
      `The request before it was for ${who}. One instance of a layer serves all requests, and what is set in ` +
      'settings or in a module stays there: the choice belongs to the request alone.'
    );
  };
  await expectRented(site, tenants[0]);
  for (const [index, turn] of turns.entries()) {
    const tenant = tenants[turn];
    const because = after(turns.slice(0, index));
    if (tenant) expectHours(await get(site, tenant.host, '/hours/'), tenant, because);
    else expectStatus(await get(site, 'bookshop.example', '/books/'), 200, because);
  }
});

test('two requests at a time keep their shops apart', async () => {
  const { site, tenants } = await openShops();
  const [one, other] = tenants;
  await expectRented(site, one);
  for (const [host, path, text] of [
    [other.host, '/hours/', other.hours],
    ['bookshop.example', '/books/', 'href="/books/'],
  ] as const) {
    const response = await get(site, one.host, `/hours/?host=${host}&path=${path}`);
    expectStatus(response, 200, 'Its view sends another request before it answers.');
    const { meanwhile, books } = response.json() as { meanwhile: string; books: string };
    if (meanwhile.includes(text) && books === `/${one.place}/books/`) continue;
    const wrong = meanwhile.includes(text)
      ? `afterwards the first one reversed its book list to ${books}`
      : 'it was answered by the wrong shop';
    fail(
      `While ${asked(response)} was under way, another request came for http://${host}${path}, and ${wrong}. A server has ` +
        'several requests under way at a time. What is set on the layer, in settings or in a module, they all see; what is set ' +
        'on `request` belongs to one.',
      exchangeEvidence(response.exchange),
    );
  }
});

test('a host that nobody has rented is a 404, whatever the address', async () => {
  const { site, tenants } = await openShops();
  for (const [host, why] of nobodys(tenants[0])) {
    for (const path of ['/books/', '/hours/']) await expectNobody(get(site, host, path), why);
  }
  const host = nobodysHost();
  for (const path of ['/', '/books', '/hours', '/orders/', '/admin', `/books/${fresh(book)}`])
    await expectNobody(get(site, host, path), '');
  await expectNobody(site.post('/login/', { headers: { Host: host }, form: { username: 'maya' } }), '');
});

test('a view that is closed for stocktaking is closed in every shop', async () => {
  const { site, tenants } = await openShops();
  await expectRented(site, tenants[0]);
  const ofTenants = tenants.map(({ host, place }) => ({ host, path: `/${place}/orders/` }));
  for (const { host, path } of [{ host: 'bookshop.example', path: '/orders/' }, ...ofTenants]) {
    const response = await get(site, host, path);
    const entered = response.trace.some(
      (event) => event.kind === 'layer-entered' && event.layer === 'StocktakingMiddleware',
    );
    const because = entered
      ? 'StocktakingMiddleware asks the resolver on its own way in, by the `request.urlconf` that it finds. What your layer ' +
        'sets there is only seen by layers inside it.'
      : 'StocktakingMiddleware would close it, and the trace shows that it was never entered.';
    expectStatus(response, 503, because);
  }
});

test("CommonMiddleware appends a slash by the shop's own addresses", async () => {
  const { site, tenants } = await openShops();
  const [one, other] = tenants;
  await expectRented(site, one);
  const because = 'CommonMiddleware makes this redirect of the 404, and the shops need it.';
  for (const [host, path] of [
    [one.host, `/${one.place}/books`],
    [other.host, '/hours'],
    ['bookshop.example', '/books'],
  ] as const) {
    const response = await get(site, host, path);
    expectStatus(response, 301, because);
    expect(response).toHaveHeader('Location', `${path}/`);
  }
  const foreign = await get(site, one.host, '/books');
  const nothing = `${one.name} has nothing at /books/, so there is nothing to redirect to.`;
  expectStatus(foreign, 404, nothing);
});

test('a host that is not ours is refused as before', async () => {
  const { site, tenants } = await openShops();
  for (const host of [`${tenants[0].host}.evil.example`, `${tenants[0].name}.shop.example`]) {
    const response = await get(site, host, '/hours/');
    expectStatus(response, 400, '`request.get_host()` refuses a Host that ALLOWED_HOSTS doesn’t know.');
    expectSecurityHeaders(response);
  }
});

test("the other layers do their work on a tenant's pages", async () => {
  const { site, tenants } = await openShops();
  const { host, place } = tenants[0];
  await expectRented(site, tenants[0]);
  const response = await get(site, host, `/${place}/books/`);
  expectStatus(response, 200, 'The tenant has the whole shop, at an address of its own.');
  expectLayers(response);
  const because = 'Every layer is needed on every host: none is taken out, and none is passed by.';
  for (const name of ['X-Frame-Options', 'X-Content-Type-Options', 'Referrer-Policy'])
    expect(response).toHaveHeader(name, { because });
  const refused = await site.post(`/${place}/books/`, { headers: { Host: host }, form: { title: 'Emma' } });
  expectStatus(refused, 403, `CsrfViewMiddleware refuses a form without its token. ${because}`);
  const called = response.trace.filter(({ kind }) => kind === 'view-called').length;
  if (called === 1) return;
  fail(
    `${asked(response)} was one request, and its view was called ${called} times.`,
    exchangeEvidence(response.exchange),
  );
});
