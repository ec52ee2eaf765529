/** Which words answer a mistake. Nothing here decides whether an answer is right. */
import { expect } from 'vitest';
import { exchangeEvidence, fail, type RunningSite, type SiteResponse } from '#suite/django';

export const header = 'X-Request-ID';

const djangosOwn = new Set([
  'SecurityMiddleware',
  'SessionMiddleware',
  'CommonMiddleware',
  'CsrfViewMiddleware',
  'AuthenticationMiddleware',
  'MessageMiddleware',
  'XFrameOptionsMiddleware',
]);

/** `GET /books/` */
export function asked({ exchange }: SiteResponse): string {
  return `${exchange.request.method} ${exchange.request.path}`;
}

/** Fails unless the response has that status; says first what is known better than "not that status". */
export function expectStatus(response: SiteResponse, status: number, because: string): void {
  if (response.status !== status) {
    sayWhatRaised(response);
    sayDebugIsOn(response);
  }
  expect(response).toHaveStatus(status, { because });
}

/** Fails unless it is the page that the shop has for this status. */
export function expectShopsOwnPage(response: SiteResponse, text: string): void {
  if (!response.text.includes(text)) sayDebugIsOn(response);
  expect(response).toContainText(text, {
    because:
      `It is what the shop has to say on a ${response.status}. Your layer adds a header to the response that Django made; ` +
      'another response in its place would be a loss.',
  });
}

/** The response's id; fails when it has none. `because` is for a response that passed through a layer of the learner's. */
export async function expectId(site: RunningSite, response: SiteResponse, because: string): Promise<string> {
  const id = response.header(header);
  if (id === null) {
    sayWhatRaised(response);
    const better = namesake(response) ?? (await unlisted(site, response));
    expect(response).toHaveHeader(header, { because: better ?? because });
  }
  if (id?.trim()) return id;
  fail(`${asked(response)} came back with an ${header} that is empty.`, exchangeEvidence(response.exchange));
}

/** The id at the foot of the page, null when there is none. */
export function shownId({ text }: SiteResponse): string | null {
  const shown = /support this number: <code>([^<]*)<\/code>/.exec(text)?.[1];
  return shown === undefined ? null : unescapeHtml(shown);
}

/** Says why a page shows no id. */
export function sayNothingShown(response: SiteResponse): never {
  sayDebugIsOn(response);
  fail(
    `${asked(response)} shows no request id at the foot of the page. When \`get_response\` returns, the page is ` +
      'written: `request.request_id`, which its template reads, has to be set before.',
    exchangeEvidence(response.exchange),
  );
}

/** Why a page shows another id than its response carries. */
export function whyTwoIds(response: SiteResponse, shown: string, carried: string): string {
  const layers = learnersLayers(response);
  const twice = layers.find((layer, index) => layers.indexOf(layer) !== index);
  if (twice !== undefined) {
    return (
      `${twice} is in the trace twice: MIDDLEWARE lists it twice. The inner one made the id that the page shows, and ` +
      'the outer one then wrote its own over the header.'
    );
  }
  if (carried.startsWith('=?')) {
    return 'A header holds plain letters, digits and signs (ASCII): Django had to encode yours, and support has to search for what the page says.';
  }
  if (plain(shown) === plain(carried)) {
    return 'That is one id in two forms. Support looks for the text that the customer reads out: give both the same.';
  }
  if (layers.length > 1) {
    return `${layers.join(' and ')} are both in the trace: one layer has to make the id, and the others to use it.`;
  }
  return 'What comes before `get_response` and what comes after it are one call: a local variable is still there.';
}

/** Whether a layer of the learner's was entered before CommonMiddleware. */
export function outermost(response: SiteResponse): boolean {
  const entered = layersOf(response);
  const common = entered.indexOf('CommonMiddleware');
  return entered.slice(0, common === -1 ? undefined : common).some((layer) => !djangosOwn.has(layer));
}

/** Without case and punctuation: what is left of an id that was tidied up. */
export function plain(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A layer that raised never finishes its own way out: whatever it meant to write there is not the point. */
function sayWhatRaised(response: SiteResponse): void {
  const raised = response.trace.find(
    (event) => event.kind === 'layer-raised' && !djangosOwn.has(event.layer),
  );
  if (raised?.kind !== 'layer-raised') return;
  fail(
    `${raised.layer} itself raised ${logged(response, raised.exception)}. ${asked(response)} came back ` +
      `${response.status}: the boundary around ${raised.layer} turned the exception into that response, and no line of the layer ` +
      'that stands after the one that raised was run.',
    exchangeEvidence(response.exchange),
  );
}

/** The exception as Django logged it, with the learner's line; its name alone where Django logs no traceback. */
function logged({ output }: SiteResponse, exception: string): string {
  const short = exception.split('.').at(-1) ?? exception;
  const message = output.split('\n').findLast((line) => line.startsWith(`${exception}:`));
  const place = [...output.matchAll(/File "\/project\/([^"]+)", line (\d+)/g)].at(-1);
  if (message === undefined || place === undefined) return short;
  return `${short}${message.slice(exception.length)} (${place[1]}, line ${place[2]})`;
}

/** Fails when the response is Django's page for developers. */
export function sayDebugIsOn(response: SiteResponse): void {
  if (!response.text.includes('<code>DEBUG = True</code>')) return;
  fail(
    `${asked(response)} came back ${response.status} with Django's page for developers: DEBUG is on. Customers would read ` +
      "the shop's settings there, and they don't see its own pages.",
    exchangeEvidence(response.exchange),
  );
}

function namesake({ headers }: SiteResponse): string | null {
  const found = headers.find(([name]) => /(request|correlation|trace)[-_]?id/i.test(name));
  return found ? `It carries ${found[0]}: ${found[1]}. The header has to be called ${header}.` : null;
}

/** Says so when no layer of the learner's is in the onion, whoever may have answered this request. */
async function unlisted(site: RunningSite, response: SiteResponse): Promise<string | null> {
  if (learnersLayers(response).length > 0) return null;
  const probe = await site.get('/books/');
  if (learnersLayers(probe).length > 0) return null;
  return (
    'The trace of a page shows no layer of yours: Django builds the onion from MIDDLEWARE in bookshop/settings.py, and ' +
    'what is not listed there is never called.'
  );
}

function learnersLayers(response: SiteResponse): string[] {
  return layersOf(response).filter((layer) => !djangosOwn.has(layer));
}

function layersOf({ trace }: SiteResponse): string[] {
  return trace.flatMap((event) => (event.kind === 'layer-entered' ? [event.layer] : []));
}

/** Undoes what a Django template does to a variable. */
function unescapeHtml(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#x27|#39|amp);/g, (_, name: string) => signs[name] ?? '');
}
