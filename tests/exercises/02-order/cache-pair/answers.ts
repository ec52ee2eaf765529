import { fail, play } from '#suite/rebuild';
import { djangoAnswers, type Expected, type NotFound, type NotKept, url, varyOf } from './django.ts';
import { asked, requestsOf, sideBySide, stackOf } from './evidence.ts';
import { type Answered, type Happened, type Scene, type Sent, sentOf } from './scene.ts';

/**
 * Plays a scene and compares what every request met with what it meets in Django.
 * @param about is told to whoever keeps a page to themselves that Django hands out here
 */
export async function expectDjango(scene: Scene, about = ''): Promise<void> {
  const { answered } = await play<Happened>(scene);
  const expected = djangoAnswers(scene);
  for (const [index, want] of expected.entries()) {
    const got = answered[index];
    if (got === undefined) throw new Error('The scenario answered fewer requests than it was given.');
    const sentence = difference({ scene, answered, expected, index, got, want });
    if (sentence === null) continue;
    const missed = about !== '' && want.servedFrom !== null;
    fail(missed ? `${sentence} ${about}` : sentence, [
      stackOf(scene),
      requestsOf(scene, answered, index),
      sideBySide(got.trace, want.trace),
    ]);
  }
}

interface Compared {
  readonly scene: Scene;
  readonly answered: readonly Answered[];
  readonly expected: readonly Expected[];
  readonly index: number;
  readonly got: Answered;
  readonly want: Expected;
}

function difference(compared: Compared): string | null {
  const { scene, index, got, want } = compared;
  const sent = sentOf(scene)[index] as Sent;
  const what = `Request ${index + 1}, ${asked(sent)},`;
  if (got.response === null) {
    return `${what} got ${got.returned}. Every path through a layer ends with a response: one that was kept, or what came from inside.`;
  }
  const fetch = scene.layers.find(({ does }) => does === 'fetch')?.name ?? '';
  const hit = got.trace.some((line) => line.startsWith(`${fetch} answers `));
  if (hit && want.servedFrom === null) return wronglyFound(compared, what, sent, got.response.content);
  if (!hit && want.servedFrom !== null) return wronglyMissed(compared, what, want.servedFrom);
  if (got.trace.join() !== want.trace.join()) {
    const views = got.trace.filter((line) => line.startsWith('view ')).length;
    return views > 1
      ? `${what} ran the view ${views} times. Each call of getResponse sends the request through everything inside.`
      : `${what} didn't go where it goes in Django.`;
  }
  if (got.response.status !== want.response.status || got.response.content !== want.response.content) {
    return hit
      ? `${what} got "${got.response.content}", and the page that is kept for it is "${want.response.content}". ${otherPage(sent)}`
      : `${what} got "${got.response.content}", and the view had answered "${want.response.content}". Whatever it keeps, the layer passes on what came from inside.`;
  }
  return headersDiffer(what, got.response.headers, want.response.headers);
}

/** Why one page is found where two are kept. */
function otherPage({ method }: Sent): string {
  return method === 'HEAD'
    ? 'Two pages are kept for a HEAD then, and the one made for a GET comes first (rule 2).'
    : 'What was learnt last about an address is its list, and replaces what was learnt before: whoever looks goes by that list alone.';
}

function headersDiffer(
  what: string,
  got: Readonly<Record<string, string>>,
  want: Readonly<Record<string, string>>,
): string | null {
  const names = (headers: Readonly<Record<string, string>>) => varyOf({ headers }).join(', ') || 'nothing';
  if (names(got) !== names(want)) {
    return (
      `${what} varies on ${names(got)}, in Django on ${names(want)}. The one header that this pair adds is Authorization, to what it ` +
      "keeps of a request that had one and that isn't public."
    );
  }
  if (got['X-Stamp'] !== want['X-Stamp']) {
    return `${what} carries X-Stamp: ${got['X-Stamp'] ?? 'nothing'}, in Django ${want['X-Stamp'] ?? 'nothing'}: it isn't the response that was kept.`;
  }
  return null;
}

/** @param content of the page that was handed out */
function wronglyFound(compared: Compared, what: string, sent: Sent, content: string): string {
  const { answered, expected, scene, index, want } = compared;
  const fetch = scene.layers.find(({ does }) => does === 'fetch')?.name ?? '';
  const from = answered.findIndex(
    ({ trace, response }) =>
      response?.content === content && !trace.some((line) => line.startsWith(`${fetch} answers `)),
  );
  const source = sentOf(scene)[from];
  const made = expected[from];
  if (source === undefined || made === undefined) {
    return `${what} was answered from the cache, with a page that nobody in this scene has asked for: something was left over from another cache.`;
  }
  const which = from === index ? 'its own page' : `the page of request ${from + 1}, ${asked(source)}`;
  const start = `${what} was answered from the cache, with ${which}. `;
  if (made.notKept !== null) return start + notKept[made.notKept](source, made);
  if (url(source) !== url(sent))
    return `${start}They ask for two addresses, and a query string is part of an address.`;
  return start + notFound[want.notFound ?? 'nothing there'](source, made, sent);
}

const notKept: Record<NotKept, (source: Sent, made: Expected) => string> = {
  'not looked for': (source) =>
    source.method === 'GET' || source.method === 'HEAD'
      ? "FetchFromCacheMiddleware never saw that request, so `cacheUpdateCache` isn't true on it: the pair keeps only what it has looked for in vain."
      : `What a ${source.method} is answered with is never kept: Fetch says so by \`cacheUpdateCache\`.`,
  status: (_, { response }) =>
    `That page was a ${response.status}. Only a 200 is kept: whoever keeps errors hands them out when all is well again.`,
  private: (_, { response }) =>
    `That page says Cache-Control: ${response.headers['Cache-Control']}: it is not for everybody, or not for later, and is never kept.`,
  'varies on all': () => 'That page says Vary: *. No two requests are alike to it, so it is never kept.',
  cookie: () =>
    'That page sets a cookie and varies on Cookie: the cookie is for one visitor, and keeping it would hand it to the next.',
  zero: () => 'That page says max-age=0: it is too old at once, and never kept.',
  'no such layer': () => 'Nothing in this stack keeps pages.',
};

const notFound: Record<NotFound, (source: Sent, made: Expected, sent: Sent) => string> = {
  method: (_, __, sent) =>
    `A ${sent.method} is never looked up: it is sent to change something, and a page from the cache changes nothing.`,
  'nothing there': () => 'For this address nothing had been kept by then.',
  'too old': (_, { timeout }) =>
    `That page was to be kept for ${timeout} seconds and is older by now. A max-age of its own comes first, then CACHE_MIDDLEWARE_SECONDS; ` +
    "and a page that came from the cache isn't kept again, or it would never grow old.",
  'another header': (source, { response }, sent) => {
    const vary = varyOf(response);
    const told = vary
      .map((name) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`)
      .filter((name) => source.META[name] !== sent.META[name])
      .map((name) => `${name}=${source.META[name] ?? 'nothing'} there, ${sent.META[name] ?? 'nothing'} here`);
    return `Its Vary names ${vary.join(' and ')}, and there the two requests differ (${told.join('; ')}). This page belongs to another visitor.`;
  },
  'made for HEAD': () =>
    'That page was made for a HEAD, and whoever asks with GET waits for a body. A page is kept under the method of its own request.',
  'no such layer': () => 'Nothing in this stack looks into the cache.',
};

function wronglyMissed({ answered, expected, scene, got }: Compared, what: string, from: number): string {
  const source = sentOf(scene)[from] as Sent;
  const start = `${what} could have had the page of request ${from + 1}, ${asked(source)}, and ${
    got.trace.some((line) => line.startsWith('view ')) ? 'the view had to make it anew' : "didn't get it"
  }. `;
  const was = answered[from]?.cache.some(
    (line) => line.startsWith('set ') && line.includes(`: ${expected[from]?.response.status} `),
  );
  if (!was) {
    return (
      `${start}Nothing was kept when that response came out: it is a 200, nothing in it speaks against it, and Fetch had looked in vain ` +
      '(`cacheUpdateCache` belongs to the request).'
    );
  }
  const vary = varyOf(expected[from]?.response ?? { headers: {} });
  return (
    `${start}It was kept for ${expected[from]?.timeout} seconds, and ` +
    (vary.length > 0
      ? `what its Vary names (${vary.join(', ')}) is the same in both requests.`
      : 'it varies on nothing.') +
    ' Whoever looks has to come to the same key as whoever kept it.'
  );
}
