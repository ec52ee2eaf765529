import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeEvidence, fail, type RunningSite } from '#suite/django';
import { fresh } from '#suite/fresh';
import { address, bootShop, close, from, open, page, seconds, unknown, word } from './shop.ts';
import { asked, expectClosed, expectHeadersOfOthers, expectLetIn, sayWhatRaised, viewRan } from './words.ts';

const marked =
  'Its view carries the mark of `@open_during_maintenance`, so all is as if the shop were open. The address says nothing: the mark ' +
  'is on the view that the resolver finds for it.';
const staff = "The client's address is one that staff let in, so all is as if the shop were open.";

test('a page answers 503 and says when to come back', async () => {
  const site = await bootShop();
  const retryAfter = fresh(seconds);
  await close(site, retryAfter);
  for (const path of [fresh(page), '/orders/', '/admin/']) expectClosed(await site.get(path), retryAfter);
});

test('so does every method, and a page that would be streamed', async () => {
  const site = await bootShop();
  const retryAfter = fresh(seconds);
  await close(site, retryAfter);
  const path = fresh(page);
  const requests = [
    { method: 'HEAD', path },
    { method: 'POST', path, body: fresh(word) },
    { method: 'DELETE', path },
    { method: 'POST', path: `/${fresh(word)}/order/` },
    { method: 'GET', path: `/${fresh(word)}/report/` },
  ];
  for (const request of requests) expectClosed(await site.request(request), retryAfter);
});

test('an address that nothing matches answers 503 too', async () => {
  const site = await bootShop();
  const retryAfter = fresh(seconds);
  await close(site, retryAfter);
  for (const method of ['GET', 'POST']) {
    expectClosed(await site.request({ method, path: fresh(unknown) }), retryAfter);
  }
  const path = fresh(page).slice(0, -1);
  expectClosed(
    await site.get(path),
    retryAfter,
    `Nothing matches ${path} without its slash, so it is an address like any other that isn't there. CommonMiddleware makes a redirect of ` +
      'a 404 that comes out of what lies inside it: whoever closes the 404s outside of it has to close these redirects too.',
  );
});

test('every 503 carries what the other layers write', async () => {
  const site = await bootShop();
  const retryAfter = fresh(seconds);
  await close(site, retryAfter);
  for (const [method, path] of [
    ['GET', fresh(page)],
    ['GET', fresh(unknown)],
    ['POST', fresh(page)],
    ['POST', fresh(unknown)],
  ] as const) {
    const response = await site.request({ method, path });
    expectClosed(response, retryAfter);
    expectHeadersOfOthers(response);
  }
});

test('a marked view works as if the shop were open', async () => {
  const site = await bootShop();
  await close(site, fresh(seconds));
  const name = fresh(word);
  expectLetIn(await site.get('/status/'), 200, marked);
  const paid = await site.post(`/payments/${name}/`, { json: { amount: 12 } });
  expectLetIn(paid, 202, marked);
  expect(paid).toContainText(name);
  for (const [method, view, status] of [
    ['POST', 'hook', 201],
    ['GET', 'board', 302],
    ['GET', 'panel', 200],
    ['GET', 'feed', 200],
  ] as const) {
    expectLetIn(await site.request({ method, path: `/${name}/${view}/` }), status, marked);
  }
  expectLetIn(
    await site.request({ method: 'POST', path: `/${name}/feed/` }),
    403,
    'This marked view is not `csrf_exempt`, and the POST came without its CSRF token: as if the shop were open, CsrfViewMiddleware refuses it.',
  );
  expectLetIn(
    await site.get('/status/', { headers: { 'Script-Name': '/shop' } }),
    200,
    'Its view is marked. This server has the whole site below /shop (SCRIPT_NAME): `request.path` is /shop/status/ then, and the resolver ' +
      'is asked for `request.path_info`.',
  );
});

test('what a marked view answers is left alone, a 404 of its own too', async () => {
  const site = await bootShop();
  await close(site, fresh(seconds));
  const name = fresh(word);
  const gone = await site.get(`/${name}/gone/`);
  expectLetIn(
    gone,
    404,
    'The address matches, and the marked view itself says that it has no such thing. That 404 is an answer; only an address that ' +
      'nothing matches is ours to close.',
  );
  const broken = await site.get(`/${name}/broken/`);
  expectLetIn(broken, 503, marked);
  if (broken.text !== name || broken.header('Retry-After') !== null) {
    fail(`${asked(broken)} answered 503 by itself, and your layer put its own words in the place of it.`, [
      ...exchangeEvidence(broken.exchange),
    ]);
  }
});

test('the addresses that staff named are let in, and no others', async () => {
  const site = await bootShop();
  const retryAfter = fresh(seconds);
  const [first = '', second = '', other = ''] = fresh(
    fc.uniqueArray(address, { minLength: 3, maxLength: 3 }),
  );
  await close(site, retryAfter, [first, second]);
  for (const client of [first, second]) {
    expectLetIn(await site.get(fresh(page), from(client)), 200, staff);
    expectLetIn(await site.get(fresh(unknown), from(client)), 404, staff);
    const refused = await site.post(fresh(page), from(client));
    expectLetIn(refused, 403, `${staff} A form without its CSRF token is refused then.`);
  }
  // The last one is the beginning of an address that is let in.
  for (const client of [other, first.slice(0, -1)]) {
    const because = `Staff let in ${first} and ${second}, and this client is ${client}: another one, however alike they look.`;
    expectClosed(await site.get(fresh(page), from(client)), retryAfter, because);
  }
  const claims = { 'X-Forwarded-For': first, 'X-Real-IP': first };
  const forged = await site.get(fresh(page), { headers: { ...claims, ...from(other).headers } });
  if (viewRan(forged)) {
    fail(
      `A client at ${other} wrote ${first} into X-Forwarded-For and was let in. A request header is whatever the client typed; ` +
        'REMOTE_ADDR is where the connection came from.',
      exchangeEvidence(forged.exchange),
    );
  }
});

test('two requests at a time are told apart', async () => {
  const site = await bootShop();
  const retryAfter = fresh(seconds);
  await close(site, retryAfter, [fresh(address)]);
  expectClosed(
    await site.get(`/${fresh(word)}/late/`),
    retryAfter,
    'While its address was being resolved, another request came and went, from an address of staff. One layer object serves all requests ' +
      'at once: what it keeps on `self` belongs to the last one that came. What belongs to one request goes on the request.',
  );
});

test('nothing queries the database, not even for a customer who has logged in', async () => {
  const site = await bootShop();
  const cookies = await logIn(site);
  const retryAfter = fresh(seconds);
  await close(site, retryAfter);
  for (const request of [
    { method: 'GET', path: fresh(page) },
    { method: 'GET', path: '/orders/' },
    { method: 'GET', path: fresh(unknown) },
    { method: 'POST', path: `/${fresh(word)}/order/` },
    { method: 'GET', path: '/status/' },
  ]) {
    const response = await site.request({ ...request, cookies });
    expect(response).toRunQueries(0, {
      because:
        'The database may be what is down. The session and `request.user` are lazy: who looks at them pays with queries, whoever ' +
        'answers without looking pays nothing.',
    });
  }
});

test('the switch is turned while the shop runs', async () => {
  const site = await bootShop();
  const path = fresh(page);
  const before = await site.get(path);
  expectLetIn(before, 200, 'Nobody has closed the shop.');
  const [first = 61, second = 62] = fresh(fc.uniqueArray(seconds, { minLength: 2, maxLength: 2 }));
  for (const retryAfter of [first, second]) {
    await close(site, retryAfter);
    expectClosed(await site.get(path), retryAfter);
  }
  await open(site);
  expectLetIn(
    await site.get(path),
    200,
    'The shop is open again. A layer is built once for all requests: what it has read in `__init__`, or kept on `self`, it never ' +
      'reads again.',
  );
});

test('while the shop is open, all is as before', async () => {
  const site = await bootShop();
  const because = 'The shop is open: so it was before there was any maintenance.';
  for (const [method, path, status] of [
    ['GET', fresh(page), 200],
    ['GET', fresh(unknown), 404],
    ['GET', `/${fresh(word)}/gone/`, 404],
    ['POST', fresh(page), 403],
    ['GET', '/orders/', 302],
    ['GET', `/${fresh(word)}/report/`, 200],
  ] as const) {
    const response = await site.request({ method, path });
    sayWhatRaised(response);
    expect(response).toHaveStatus(status, { because });
    expectHeadersOfOthers(response);
  }
});

/** The cookies of a customer who has logged in, as a browser would keep them. */
async function logIn(site: RunningSite): Promise<Record<string, string>> {
  const form = await site.get('/login/');
  const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
  const response = await site.post('/login/', {
    form: { username: 'maya', password: 'maya', csrfmiddlewaretoken: token },
    cookies: form.cookies,
  });
  expect(response).toHaveStatus(302, { because: 'A customer logs in while the shop is open.' });
  return { ...form.cookies, ...response.cookies };
}
