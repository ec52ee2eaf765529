import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeEvidence, fail } from '#suite/django';
import { fresh } from '#suite/fresh';
import { bootShop, rareStatus, word } from './shop.ts';
import {
  asked,
  expectAllLayers,
  expectJson,
  expectOneCall,
  expectOneLine,
  expectRefusedFirst,
  expectUntouched,
} from './words.ts';

test('no layer is taken out', async () => {
  const site = await bootShop();
  expectAllLayers(await site.get(`/api/${fresh(word)}/answers/200/`));
});

test('an exception of a view comes back as JSON', async () => {
  const site = await bootShop();
  for (const [exception, status] of [
    ['RuntimeError', 500],
    ['Http404', 404],
    ['PermissionDenied', 403],
    ['BadRequest', 400],
    ['SuspiciousOperation', 400],
  ] as const) {
    expectJson(await site.get(`/api/${fresh(word)}/raises/${exception}/`), status);
  }
});

test('an address that nothing matches does', async () => {
  const site = await bootShop();
  expectJson(await site.get(`/api/no-such-${fresh(word)}/`), 404);
});

test('an error that a view returns does, whatever its status', async () => {
  const site = await bootShop();
  for (const status of fresh(fc.uniqueArray(rareStatus, { minLength: 2, maxLength: 2 }))) {
    const response = await site.get(`/api/${fresh(word)}/answers/${status}/`);
    expectJson(response, status, response.reason);
  }
  expectJson(await site.get(`/api/${fresh(word)}/posts-only/`), 405);
});

test("the reason phrase is the response's own", async () => {
  const site = await bootShop();
  const reason = `Ask ${fresh(word)}`;
  const path = `/api/${fresh(word)}/answers`;
  expectJson(await site.get(`${path}/409/?reason=${encodeURIComponent(reason)}`), 409, reason);
  const unheardOf = fresh(fc.integer({ min: 460, max: 498 }));
  expectJson(await site.get(`${path}/${unheardOf}/`), unheardOf, 'Unknown Status Code');
});

test("CsrfViewMiddleware's 403 does", async () => {
  const site = await bootShop();
  expectJson(await site.post(`/api/${fresh(word)}/adorned/`, { form: { title: fresh(word) } }), 403);
});

test('the 400 for a host that is not ours does', async () => {
  const site = await bootShop();
  const headers = { Host: `${fresh(word)}.example` };
  expectJson(await site.get('/api/books/', { headers }), 400);
});

test("the rate limit's answer does, and its exception", async () => {
  const site = await bootShop();
  const seconds = String(fresh(fc.integer({ min: 2, max: 59 })));
  const path = `/api/${fresh(word)}/answers/200/`;
  const slow = await site.get(path, { headers: { 'User-Agent': `again/${seconds}` } });
  expectJson(slow, 429);
  expectRefusedFirst(slow);
  expect(slow).toHaveHeader('Retry-After', seconds, { because: 'The app waits as long as this says.' });
  expectJson(await site.get(path, { headers: { 'User-Agent': `pirate/${fresh(word)}` } }), 403);
});

test('its other headers and its cookies stay', async () => {
  const site = await bootShop();
  const name = fresh(word);
  const because = 'Another response has none of what was on the one that it replaces.';
  const notAllowed = await site.get(`/api/${name}/posts-only/`);
  expect(notAllowed).toHaveHeader('Allow', 'POST, PURGE', { because });
  const adorned = await site.get(`/api/${name}/adorned/`);
  expectJson(adorned, 401);
  expect(adorned).toHaveHeader('WWW-Authenticate', `Bearer realm="${name}"`, { because });
  expect(adorned).toHaveHeader('Cache-Control', 'no-store', { because });
  expect(adorned).toHaveHeader('Vary', /Authorization/, { because });
  for (const header of ['X-Frame-Options', 'X-Content-Type-Options']) {
    expect(adorned).toHaveHeader(header, { because });
  }
  const cookies = adorned.headers.filter(([header]) => header === 'Set-Cookie').map(([, value]) => value);
  if (cookies.filter((value) => value.includes(name)).length < 2 || !cookies.join().includes('HttpOnly')) {
    fail(`${asked(adorned)} was to set the cookies basket and seen as the view had set them. ${because}`, [
      ...exchangeEvidence(adorned.exchange),
    ]);
  }
});

test('an error is one line in the log, and a crash has its traceback', async () => {
  const site = await bootShop();
  const name = fresh(word);
  for (const [path, crash] of [
    [`/api/${name}/raises/RuntimeError/`, true],
    [`/api/${name}/raises/PermissionDenied/`, false],
    [`/api/no-such-${name}/`, false],
  ] as const) {
    expectOneLine(await site.get(path), crash);
  }
});

test('what is no error stays as it is', async () => {
  const site = await bootShop();
  const name = fresh(word);
  const because = 'It is no error: a status below 400 is not for your layer.';
  expectUntouched(await site.get(`/api/${name}/answers/200/?body=${name}`), 200, name, because);
  const moved = await site.get(`/api/${name}/adorned`);
  expectUntouched(moved, 301, '', `${because} CommonMiddleware knows the address with a slash.`);
});

test('what is JSON already stays as it is', async () => {
  const site = await bootShop();
  const status = fresh(rareStatus);
  const body = JSON.stringify({ missing: fresh(word) });
  for (const type of ['application/json', 'application/json; charset=utf-8', 'application/problem+json']) {
    const query = new URLSearchParams({ type, body });
    const response = await site.get(`/api/${fresh(word)}/answers/${status}/?${query}`);
    expectUntouched(response, status, body, `The view had answered in ${type}, and says more than you can.`);
    expect(response).toHaveHeader('Content-Type', type, {
      because: 'The app tells kinds of answers apart by this.',
    });
  }
});

test('a stream stays as it is', async () => {
  const site = await bootShop();
  const status = fresh(rareStatus);
  const lines = `${fresh(word)},${fresh(word)}`;
  const query = new URLSearchParams({ type: 'text/csv', body: lines, streamed: 'yes' });
  const streamed = await site.get(`/api/${fresh(word)}/answers/${status}/?${query}`);
  const because =
    'It is a stream: its body is not made yet when your layer returns, and `content` is not there to be read or set.';
  expectUntouched(streamed, status, lines, because);
});

test("the shop's pages stay pages", async () => {
  const site = await bootShop();
  const name = fresh(word);
  const because = 'Its address is not below /api/, so a person reads it.';
  for (const path of [
    `/no-such-${name}/`,
    `/api-guide/${name}/raises/Http404/`,
    `/guide/api/${name}/raises/Http404/`,
    `/apiary/${name}/raises/Http404/?next=/api/`,
  ]) {
    const response = await site.get(path, { headers: { Accept: 'application/json' } });
    expectUntouched(response, 404, /We don’t have that/, because);
  }
  expectUntouched(await site.get(`/apiary/${name}/raises/RuntimeError/`), 500, /Something broke/, because);
  expectUntouched(await site.post('/login/', { form: { username: name } }), 403, /<h1>/, because);
  expectUntouched(await site.get('/books/'), 200, /The Bookshop/, because);
});

test('a view is called once for a request', async () => {
  const site = await bootShop();
  const response = await site.get(`/api/${fresh(word)}/raises/RuntimeError/`);
  expectOneCall(response);
});
