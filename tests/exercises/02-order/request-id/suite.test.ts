import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootSite, exchangeEvidence, fail } from '#suite/django';
import { fresh } from '#suite/fresh';
import { expectAnotherIdOnReturn, expectNothingOf, idsOfMany, sayRepeated } from './ids.ts';
import { forged, missingBook, page, rareAnswers, unknown, word } from './shop.ts';
import { ourView, ourViewInAnotherProcess } from './views.ts';
import {
  asked,
  expectId,
  expectShopsOwnPage,
  expectStatus,
  header,
  outermost,
  sayNothingShown,
  shownId,
  whyTwoIds,
} from './words.ts';

const whateverStatus =
  'A response travels out through your layer whatever its status, and your code has skipped this one.';
const neverComplete =
  'A list of statuses, methods or addresses is never complete: whatever comes back, it comes back through your layer.';
const redirectOutside =
  'CommonMiddleware lies outside your layer: it makes this redirect on the way out, a new response in the place of the ' +
  'one you wrote on.';

test('a page that works carries a request id', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page));
  expectStatus(response, 200, 'The page worked before.');
  await expectId(
    site,
    response,
    'It passed through your layer, and nothing was written on it: that is for `__call__` to do, on what `get_response` ' +
      'has returned. Of the methods that a middleware may have, Django looks for `process_view`, ' +
      '`process_template_response` and `process_exception`; `process_request` and `process_response` are called by ' +
      'MiddlewareMixin, and on a plain class nobody calls them.',
  );
});

test('a page that does not exist carries one', async () => {
  const site = await bootSite();
  for (const path of [fresh(missingBook), fresh(unknown)]) {
    const response = await site.get(path);
    expectStatus(
      response,
      404,
      "The id belongs on the response that Django makes. A layer's `process_exception` is told of Http404 too, and the " +
        "response it returns takes the place of Django's own.",
    );
    expectShopsOwnPage(response, 'Nothing in the shop has this address.');
    await expectId(site, response, whateverStatus);
  }
});

test('a page that crashes carries one', async () => {
  const site = await bootSite();
  const response = await site.get('/bestsellers/');
  expectStatus(response, 500, 'The crash is not yours to hide: there were no sales this month.');
  expectShopsOwnPage(response, 'The fault is ours, not yours.');
  await expectId(
    site,
    response,
    "To your layer a crash is a response like any other: at the boundary below it Django has turned the view's " +
      'exception into a 500, so no `except` around `get_response` ever sees it.',
  );
});

test('a refused form and the way to the login page carry one', async () => {
  const site = await bootSite();
  const refused = await site.post('/login/', { form: { username: fresh(word), password: fresh(word) } });
  expectStatus(refused, 403, 'The form came without its CSRF token.');
  const away = await site.get('/orders/');
  expectStatus(away, 302, 'Orders are for customers who have logged in.');
  for (const response of [refused, away]) await expectId(site, response, neverComplete);
});

test('a redirect made by CommonMiddleware carries one', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page).slice(0, -1));
  expectStatus(response, 301, 'CommonMiddleware makes this redirect, and the shop needs it.');
  await expectId(site, response, outermost(response) ? whateverStatus : redirectOutside);
});

test('a request for a host that is not ours is answered with one', async () => {
  const site = await bootSite();
  const ids: string[] = [];
  for (const path of [fresh(page), fresh(page)]) {
    const response = await site.get(path, { headers: { Host: `not-${fresh(word)}.example` } });
    expectStatus(response, 400, 'CommonMiddleware checks the Host, and the shop needs it to.');
    const id = await expectId(
      site,
      response,
      outermost(response)
        ? whateverStatus
        : 'CommonMiddleware lies outside your layer: it checks the Host on the way in and raises, so the request never ' +
            'got as far as you. Layers outside it see the 400 pass.',
    );
    ids.push(id);
  }
  if (ids[0] !== ids[1]) return;
  const atHome = (await site.get('/books/')).header(header);
  fail(
    `Two requests for a host that is not ours got ${ids[0]}: each needs an id that no other has. ` +
      (atHome === ids[0]
        ? 'A request for our own host got it as well.'
        : 'The layer that makes the id has to be entered before CommonMiddleware raises.'),
  );
});

test('the other layers do their work as before', async () => {
  const site = await bootSite();
  const path = fresh(page);
  const response = await site.get(path);
  const left =
    'Your layer comes to the others, and each of them is needed: none is taken out or written over.';
  for (const name of ['X-Frame-Options', 'X-Content-Type-Options', 'Referrer-Policy']) {
    expect(response).toHaveHeader(name, { because: left });
  }
  const called = response.trace.filter(({ kind }) => kind === 'view-called').length;
  if (called !== 1) {
    fail(
      `GET ${path} was one request, and its view was called ${called} times. Each call of \`get_response\` sends the ` +
        'request through all that lies inside your layer: an order would be placed as often.',
      exchangeEvidence(response.exchange),
    );
  }
  const posted = await site.post('/books/', { form: { title: fresh(word) } });
  expectStatus(posted, 403, `CsrfViewMiddleware refuses a form without its token. ${left}`);
});

test('an id that the client sent never comes back', async () => {
  const site = await bootSite();
  const visits = [
    ['GET', fresh(page), 200],
    ['GET', fresh(unknown), 404],
    ['POST', '/login/', 403],
    ['GET', '/bestsellers/', 500],
    ['GET', fresh(page).slice(0, -1), 301],
  ] as const;
  for (const [index, [method, path, status]] of visits.entries()) {
    const sent = {
      [header]: fresh(forged[index % forged.length] ?? forged[0]),
      'X-Correlation-ID': fresh(fc.uuid()),
    };
    const first = await site.request({ method, path, headers: sent });
    const second = await site.request({ method, path, headers: sent });
    for (const response of [first, second]) {
      expectStatus(
        response,
        status,
        `Without the client's ${header} that is the answer: an id is no reason to refuse it.`,
      );
      const because = 'Whoever sends an id of their own needs one of yours all the more.';
      await expectId(site, response, status === 301 && !outermost(response) ? redirectOutside : because);
      for (const [name, id] of Object.entries(sent)) expectNothingOf(id, name, response);
    }
    const id = first.header(header);
    if (id !== second.header(header)) continue;
    const whatever = await site.request({ method, path });
    fail(
      `The client sent ${header}: ${sent[header]} twice with ${method} ${path}, and both responses carry ${id}: each ` +
        'request needs an id that no other has. ' +
        (whatever.header(header) === id
          ? 'Here it is even the same when the client sends none.'
          : "What is worked out from the client's id is as much in the client's hands."),
      exchangeEvidence(second.exchange),
    );
  }
});

test('the page shows the id that its response carries', async () => {
  const site = await bootSite();
  for (const path of [fresh(page), fresh(unknown)]) {
    const response = await site.get(path);
    const carried = await expectId(site, response, whateverStatus);
    const shown = shownId(response) ?? sayNothingShown(response);
    if (shown === carried) continue;
    fail(
      `GET ${path} shows ${shown} at the foot of the page, and its response carries ${carried}. ` +
        whyTwoIds(response, shown, carried),
      exchangeEvidence(response.exchange),
    );
  }
});

// From here on with a view of ours, so that the shop is put together anew only once.

test('other methods, statuses and kinds of content make no difference', async () => {
  const site = await bootSite({ files: ourView });
  const ours = fresh(rareAnswers).map(
    ({ status, type }) =>
      [status, { method: 'GET', path: `/bestsellers/?status=${status}&type=${type}` }] as const,
  );
  const wanted = [
    [200, { method: 'HEAD', path: fresh(page) }],
    [302, { method: 'GET', path: '/admin/' }],
    [405, { method: 'GET', path: '/logout/' }],
    ...ours,
  ] as const;
  for (const [status, request] of wanted) {
    const response = await site.request(request);
    expectStatus(response, status, 'That is how the shop answers.');
    await expectId(site, response, neverComplete);
  }
});

test('two requests at a time keep their ids apart', async () => {
  const site = await bootSite({ files: ourView });
  const meanwhile = fresh(page);
  const response = await site.get(`/bestsellers/?meanwhile=${meanwhile}`);
  expectStatus(response, 200, 'Its view answers after another request has come and gone.');
  const carried = await expectId(site, response, whateverStatus);
  const other = response.header('X-Meanwhile');
  if (carried !== other && shownId(response) !== other) return;
  const later = (await site.get('/books/')).header(header);
  fail(
    `While ${asked(response)} was under way, GET ${meanwhile} came and went with the id ${other}, and then the first one ` +
      'left with that id too: each request needs an id that no other has. ' +
      (later === other
        ? 'It is not only these two: a later request got it as well.'
        : 'One instance of a layer serves all requests of a process, several at a time: what belongs to one request lives ' +
          'in a local variable or on `request`, never on `self` and never in the module.'),
    exchangeEvidence(response.exchange),
  );
});

test('no two responses share an id, nor do two processes', async () => {
  const site = await bootSite({ files: ourView });
  const first = await idsOfMany(site, 60);
  sayRepeated(first);
  await expectAnotherIdOnReturn(site);
  const copied = await idsOfMany(await bootSite({ files: ourView }), 20);
  if (!copied.some((id) => first.includes(id))) return;
  const second = await idsOfMany(await bootSite({ files: ourViewInAnotherProcess }), 60);
  const shared = second.find((id) => first.includes(id));
  if (shared === undefined) return;
  const inStep = second.filter((id, index) => id === first[index]).length;
  fail(
    `Two processes of the shop both gave out ${shared}: each request needs an id that no other has. ` +
      (inStep > 1
        ? 'A number that counts up starts again in every process, and a shop runs several: an id has to be unlike all ' +
          'others without asking them.'
        : 'There are too few ids like yours: two processes that draw lots hit on the same one within minutes.'),
  );
});
