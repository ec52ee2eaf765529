/** What is expected of an answer, and which words answer a mistake. */
import { expect } from 'vitest';
import { exchangeEvidence, fail, type RunningSite, type SiteResponse } from '#suite/django';
import type { Tenant } from './tenants.ts';

const shipped = new Set([
  'SecurityMiddleware',
  'SessionMiddleware',
  'CommonMiddleware',
  'StocktakingMiddleware',
  'CsrfViewMiddleware',
  'AuthenticationMiddleware',
  'MessageMiddleware',
  'XFrameOptionsMiddleware',
]);

/** `GET http://harbour.bookshop.example/hours/` */
export function asked({ exchange: { request } }: SiteResponse): string {
  return `${request.method} http://${request.headers?.['Host'] ?? 'bookshop.example'}${request.path}`;
}

export async function get(site: RunningSite, host: string, path: string): Promise<SiteResponse> {
  return site.get(path, { headers: { Host: host } });
}

/** Fails unless the response has that status; says first what is known better than "not that status". */
export function expectStatus(response: SiteResponse, status: number, because: string): void {
  if (response.status === status) return;
  sayWhatIsKnown(response);
  const { reason, exchange } = response;
  fail(
    `${asked(response)} came back ${response.status} ${reason}, not ${status}. ${because}`,
    exchangeEvidence(exchange),
  );
}

/** Checks that the tenant has its shop at all, before anything finer is asked of it. */
export async function expectRented(site: RunningSite, tenant: Tenant): Promise<void> {
  expectHours(await get(site, tenant.host, '/hours/'), tenant);
}

const tenantsList = 'Who has rented a shop stands in URLCONFS of shop/tenants.py, and tenants come and go.';

/** Checks the answer to `/hours/` of the tenant. Without a `because` it is looked up in the trace. */
export function expectHours(response: SiteResponse, tenant: Tenant, because?: string): void {
  if (response.status === 200 && response.text.includes(tenant.hours)) return;
  sayWhatIsKnown(response);
  if (because === undefined) sayTooLate(response);
  const came = response.status === 200 ? 'with the page of another shop' : `${response.status}`;
  fail(
    `${asked(response)} came back ${came}. ${tenant.name} has rented that host, and the URLconf it brings has a view for ` +
      `that address. ${because ?? tenantsList}`,
    exchangeEvidence(response.exchange),
  );
}

/** Checks that all links of a page begin with that. */
export function expectLinks(response: SiteResponse, beginning: string, whose: string): void {
  if (response.status === 404) {
    sayWhatIsKnown(response);
    sayTooLate(response);
  }
  expectStatus(response, 200, `It is a page of ${whose}.`);
  const links = [...response.text.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link);
  const foreign = links.find((link) => !link.startsWith(beginning));
  if (links.length > 0 && foreign === undefined) return;
  if (foreign === undefined) {
    fail(`${asked(response)} came back without any link.`, exchangeEvidence(response.exchange));
  }
  fail(
    `The page at ${asked(response)} links to ${foreign}, and the addresses of ${whose} begin with ${beginning}. \`reverse()\` and ` +
      '`{% url %}` take the URLconf that the core has made known when it resolved: the one in `request.urlconf`, and ' +
      'ROOT_URLCONF without that. A view that is found in any other way still links to the public shop.',
    exchangeEvidence(response.exchange),
  );
}

/** Checks the answer to a request for a host under our domain that nobody has rented. */
export async function expectNobody(asking: Promise<SiteResponse>, why: string): Promise<void> {
  const response = await asking.catch((error: unknown) => {
    if (!(error instanceof Error && error.message.includes('NoReverseMatch'))) throw error;
    return fail(
      'A request for a host that nobody has rented got no response at all, only NoReverseMatch. The 404 page has links, and ' +
        "their addresses are reversed by the request's URLconf: one that lacks them can't make the page.",
      [error.message],
    );
  });
  const { status, text, exchange } = response;
  const evidence = exchangeEvidence(exchange);
  const rentedByNobody = `Nobody has rented that host. ${why}`.trim();
  if (status !== 404) sayWhatIsKnown(response);
  if (status === 301 && learnersLayer(response) !== null && response.header('Location')?.endsWith('/')) {
    const { path } = exchange.request;
    fail(
      `${asked(response)} came back 301, a redirect to ${response.header('Location')}. ${rentedByNobody} ` +
        `CommonMiddleware got the 404 of your layer from inside, looked whether ${path}/ would exist, and in the public shop it does: ` +
        'without a `request.urlconf` that is where it looks. Who lies inside CommonMiddleware has its 404 measured by the ' +
        "public shop's addresses.",
      evidence,
    );
  }
  if (status === 301 || status === 302) {
    fail(
      `${asked(response)} came back ${status}, a redirect to ${response.header('Location')}. ${rentedByNobody} A redirect says that ` +
        'the page has moved; there has never been one, and that is what a 404 says.',
      evidence,
    );
  }
  if (status === 403 || status === 405) {
    fail(
      `${asked(response)} came back ${status}: a view was found for it. ${rentedByNobody} There is no address on it that could be refused.`,
      evidence,
    );
  }
  if (status === 200 || status === 503) {
    fail(
      `${asked(response)} came back ${status}, as if the host were a shop's. ${rentedByNobody} Only \`bookshop.example\` itself and the hosts ` +
        'outside of it are the public shop.',
      evidence,
    );
  }
  expectStatus(response, 404, rentedByNobody);
  if (!text.includes('Nothing in the shop has this address.')) sayWhatIsKnown(response);
  if (!text.includes('Nothing in the shop has this address.')) {
    fail(
      `${asked(response)} came back 404, but not with the shop's own page. When a layer raises Http404, its boundary makes the ` +
        'response of it, with 404.html; a response made by hand says what was put into it.',
      evidence,
    );
  }
  expectSecurityHeaders(response);
  expectNoWork(response);
}

/** Checks the headers that SecurityMiddleware sets with the settings of the start. */
export function expectSecurityHeaders(response: SiteResponse): void {
  for (const [name, value] of [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
  ] as const) {
    expect(response).toHaveHeader(name, value, {
      because:
        'SecurityMiddleware sets it on each response that comes from inside it. This one was made outside of it: your layer ' +
        'lies further out than SecurityMiddleware.',
    });
  }
}

/** Fails when a view of the shop ran for a host that nobody has rented, or the database was asked. */
function expectNoWork(response: SiteResponse): void {
  const view = response.trace.find(
    (event) => event.kind === 'view-called' && /^(shop\.views|django\.contrib)\b/.test(event.view),
  );
  const called = view?.kind === 'view-called' ? [`${view.view} was called`] : [];
  const { length } = response.queries;
  const queried = length > 0 ? [`the database was asked ${length === 1 ? 'once' : `${length} times`}`] : [];
  if (called.length + queried.length === 0) return;
  fail(
    `${asked(response)} came back 404, and before that ${[...called, ...queried].join(', and ')}. Nobody has rented that host: a 404 in place of a ` +
      "page that was made doesn't undo what its view has done. Whoever raises on the way in keeps everything inside from running.",
    exchangeEvidence(response.exchange),
  );
}

/** Checks that each layer of the start was entered. */
export function expectLayers(response: SiteResponse): void {
  const missing = [...shipped].filter(
    (name) => !response.trace.some((event) => event.kind === 'layer-entered' && event.layer === name),
  );
  if (missing.length === 0) return;
  fail(
    `${asked(response)} was answered, and ${missing.join(', ')} wasn't entered on the way. Every layer is needed on every host: none is ` +
      'taken out, and none is passed by.',
    exchangeEvidence(response.exchange),
  );
}

const traced = new Set<string>();

/** The evidence of a mistake that many tests meet: the trace goes with the first of them alone. */
function evidenceOnce(mistake: string, { exchange }: SiteResponse): readonly string[] {
  const evidence = exchangeEvidence(exchange);
  if (!traced.has(mistake)) {
    traced.add(mistake);
    return evidence;
  }
  return evidence.filter((paragraph) => !/^(Trace|Printed)\n/.test(paragraph));
}

/** Fails when the URLconf was chosen after the core had resolved. */
function sayTooLate(response: SiteResponse): void {
  const layer = learnersLayer(response);
  const hook = response.trace.some(
    (event) => event.kind === 'hook-called' && event.hook === 'process_view' && event.layer === layer,
  );
  const missed = response.trace.some(({ kind }) => kind === 'url-not-resolved');
  if (layer === null || !missed) return;
  const how = hook
    ? `${layer}.process_view is called with the view that was found by then.`
    : 'All layers have their way in, then the core resolves: by `request.urlconf`, and by ROOT_URLCONF without it, whatever ' +
      '`set_urlconf()` was called with before. A `process_view`, if your layer has one, comes only when a view has been found.';
  fail(
    `${asked(response)} came back ${response.status}: the resolver found nothing at that address, so it looked in the public shop's URLconf. ` +
      `When the core resolved, this request's \`urlconf\` was not the tenant's. ${how}`,
    evidenceOnce('too late', response),
  );
}

/** What explains an unexpected status better than the status. */
function sayWhatIsKnown(response: SiteResponse): void {
  const evidence = exchangeEvidence(response.exchange);
  if (response.text.includes('<code>DEBUG = True</code>')) {
    fail(
      `${asked(response)} came back with Django's page for developers: DEBUG is on, and customers would read the shop's settings there.`,
      evidence,
    );
  }
  const raised = response.trace.find(
    (event) => event.kind === 'layer-raised' && !shipped.has(event.layer) && !isHttp404(event.exception),
  );
  if (raised?.kind === 'layer-raised') {
    fail(
      `${raised.layer} raised ${raised.exception}, and ${asked(response)} came back ${response.status}. The boundary around ${raised.layer} ` +
        'made that response of the exception, and nothing inside it was called.',
      evidence,
    );
  }
  const resolved = response.trace.some(({ kind }) => kind === 'url-resolved' || kind === 'url-not-resolved');
  if (learnersLayer(response) === null && resolved) {
    fail(
      `${asked(response)} came back ${response.status}, and the trace shows no layer of yours. What isn't listed in MIDDLEWARE is never called.`,
      evidenceOnce('not listed', response),
    );
  }
}

function isHttp404(exception: string): boolean {
  return /(Http404|Resolver404)$/.test(exception);
}

/** The name of the learner's layer, null when none was entered. */
function learnersLayer({ trace }: SiteResponse): string | null {
  const entered = trace.find((event) => event.kind === 'layer-entered' && !shipped.has(event.layer));
  return entered?.kind === 'layer-entered' ? entered.layer : null;
}
