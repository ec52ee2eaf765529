import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootSite, exchangeEvidence, fail, type SiteResponse } from '#suite/django';
import { forEvery, fresh } from '#suite/fresh';

const header = 'X-Request-ID';

const book = fc.integer({ min: 1, max: 10 }).map((pk) => `/books/${pk}/`);
const author = fc.integer({ min: 1, max: 4 }).map((pk) => `/authors/${pk}/`);
const page = fc.oneof(fc.constantFrom('/books/', '/login/'), book, author);
const missingBook = fc.integer({ min: 100, max: 99_999 }).map((pk) => `/books/${pk}/`);
const word = fc.stringMatching(/^[a-z]{6,12}$/);
const unknown = word.map((name) => `/no-such-${name}/`);
const anything = fc.oneof(page, missingBook, unknown, fc.constantFrom('/bestsellers/', '/orders/', '/books'));
const forged = fc.oneof(
  fc.uuid(),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{12,24}$/),
);

const djangosOwn = new Set([
  'SecurityMiddleware',
  'SessionMiddleware',
  'CommonMiddleware',
  'CsrfViewMiddleware',
  'AuthenticationMiddleware',
  'MessageMiddleware',
  'XFrameOptionsMiddleware',
]);

const whateverStatus =
  'A response travels out through your layer whatever its status: your code decides by itself to let this one pass.';

test('a page that works carries a request id', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page));
  expect(response).toHaveStatus(200);
  expectId(
    response,
    'Django calls a middleware and nothing else of it: only what `__call__` writes on the response after ' +
      '`get_response` has returned leaves the site. `process_response` is called by MiddlewareMixin; on a plain ' +
      'class nobody calls it.',
  );
});

test('a page that does not exist carries one', async () => {
  const site = await bootSite();
  for (const path of [fresh(missingBook), fresh(unknown)]) {
    const response = await site.get(path);
    expect(response).toHaveStatus(404, {
      because:
        "`process_exception` is told of Http404 too, and the response it returns takes the place of Django's own. " +
        'The id belongs on the response that Django makes.',
    });
    expectId(response, whateverStatus);
  }
});

test('a page that crashes carries one', async () => {
  const site = await bootSite();
  const response = await site.get('/bestsellers/');
  expect(response).toHaveStatus(500, {
    because: 'The crash is not yours to hide: there were no sales this month.',
  });
  expectId(
    response,
    "To your layer a crash is a response like any other: at the boundary below it Django has turned the view's " +
      'exception into a 500, so no `except` around `get_response` ever sees it.',
  );
});

test('a refused form and the way to the login page carry one', async () => {
  const site = await bootSite();
  const refused = await site.post('/login/', { form: { username: fresh(word), password: fresh(word) } });
  expect(refused).toHaveStatus(403, { because: 'The form came without its CSRF token.' });
  const away = await site.get('/orders/');
  expect(away).toHaveStatus(302, { because: 'Orders are for customers who have logged in.' });
  for (const response of [refused, away]) {
    expectId(
      response,
      'A list of statuses is never complete: whatever comes back, it comes back through your layer.',
    );
  }
});

test('a redirect made by CommonMiddleware carries one', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page).slice(0, -1));
  expect(response).toHaveStatus(301, {
    because: 'CommonMiddleware makes this redirect, and the shop needs it.',
  });
  expectId(
    response,
    outermost(response)
      ? whateverStatus
      : 'CommonMiddleware lies outside your layer: it makes this redirect on the way out, a new response in the ' +
          'place of the one you wrote on.',
  );
});

test('a request for a host that is not ours is answered with one', async () => {
  const site = await bootSite();
  const response = await site.get(fresh(page), { headers: { Host: `not-${fresh(word)}.example` } });
  expect(response).toHaveStatus(400, {
    because: 'CommonMiddleware checks the Host, and the shop needs it to.',
  });
  expectId(
    response,
    outermost(response)
      ? whateverStatus
      : 'CommonMiddleware lies outside your layer: it checks the Host on the way in and raises, so the request never ' +
          'got as far as you. Layers outside it see the 400 pass.',
  );
});

test('an id that the client sent never comes back', async () => {
  const site = await bootSite();
  const attempt = fc.noShrink(fc.record({ path: anything, id: forged }));
  await forEvery(
    attempt,
    async ({ path, id }) => {
      const response = await site.get(path, { headers: { [header]: id } });
      if (!`${response.header(header)} ${response.text}`.includes(id)) return;
      fail(
        `The client sent ${header}: ${id} with GET ${path} and got it back. A request header is whatever the client ` +
          'typed, however well-formed it looks: support would find the request of somebody else, or none.',
        exchangeEvidence(response.exchange),
      );
    },
    { runs: 12 },
  );
});

test('no two responses share an id, nor do two processes', async () => {
  const first = await idsOf(await bootSite());
  const twice = first.find((id, index) => first.indexOf(id) !== index);
  if (twice !== undefined) {
    fail(
      `Of ${first.length} requests to one process, two got ${twice}. \`__init__\` runs once, when the process builds ` +
        'its chain of middleware: what is made there, or outside the class, all requests share.',
    );
  }
  const second = await idsOf(await bootSite());
  const shared = second.find((id) => first.includes(id));
  if (shared === undefined) return;
  fail(
    `Two processes of the shop both gave out ${shared}. A number that counts up starts again in every process, and a ` +
      'shop runs several: an id has to be unlike all others without asking them.',
  );
});

test('the page shows the id that its response carries', async () => {
  const site = await bootSite();
  for (const path of [fresh(page), fresh(unknown)]) {
    const response = await site.get(path);
    expectId(response, whateverStatus);
    const shown = /support this number: <code>([^<]*)<\/code>/.exec(response.text)?.[1] ?? null;
    const carried = response.header(header);
    if (shown === null) {
      fail(
        `GET ${path} shows no request id at the foot of the page. When \`get_response\` returns, the page is written: ` +
          '`request.request_id`, which its template reads, has to be set before.',
        exchangeEvidence(response.exchange),
      );
    }
    if (shown === carried) continue;
    fail(
      `GET ${path} shows ${shown} at the foot of the page, and its response carries ${carried}. What comes ` +
        'before `get_response` and what comes after it are one call: a local variable is still there.',
      exchangeEvidence(response.exchange),
    );
  }
});

function expectId(response: SiteResponse, because: string): void {
  expect(response).toHaveHeader(header, { because });
  expect(response).toHaveHeader(header, /^\S{8,200}$/, {
    because:
      'An id of its own takes at least 8 characters, none of them a space, so that nobody can guess another.',
  });
}

/** Whether a layer of the learner's was entered before CommonMiddleware. It chooses the words of a failure only. */
function outermost(response: SiteResponse): boolean {
  const entered = response.trace.flatMap((event) => (event.kind === 'layer-entered' ? [event.layer] : []));
  const common = entered.indexOf('CommonMiddleware');
  return entered.slice(0, common === -1 ? undefined : common).some((layer) => !djangosOwn.has(layer));
}

async function idsOf(site: Awaited<ReturnType<typeof bootSite>>): Promise<string[]> {
  const ids: string[] = [];
  for (const path of ['/books/', '/books/1/', '/books/', '/login/', '/authors/1/']) {
    const response = await site.get(path);
    expectId(response, 'Nothing is shared where nothing is sent, but nothing is identified either.');
    ids.push(response.header(header) ?? '');
  }
  return ids;
}
