/** What makes an id one that can be trusted: nothing of the client's, and no other like it. */
import { exchangeEvidence, fail, type RunningSite, type SiteResponse } from '#suite/django';
import { asked, expectId, expectStatus, header, plain, sayDebugIsOn, shownId } from './words.ts';

/** Neither the client's id, nor the same tidied up, nor a piece of it. */
export function expectNothingOf(id: string, name: string, response: SiteResponse): void {
  const ours = [response.header(header), shownId(response)].map((text) => plain(text ?? ''));
  const theirs = plain(id);
  // Eight characters in a row are a coincidence once in millions of ids.
  const pieces = Array.from({ length: Math.max(1, theirs.length - 7) }, (_, start) =>
    theirs.slice(start, start + 8),
  );
  if (!response.text.includes(id) && !pieces.some((piece) => ours.some((text) => text.includes(piece))))
    return;
  sayDebugIsOn(response);
  fail(
    `The client sent ${name}: ${id} with ${asked(response)} and got it back, whole or in part. A request header is ` +
      'whatever the client typed, however well-formed it looks: support would find the request of somebody else, or none.',
    exchangeEvidence(response.exchange),
  );
}

/** The ids of that many requests to one process. */
export async function idsOfMany(site: RunningSite, count: number): Promise<string[]> {
  const response = await site.get(`/bestsellers/?others=${count}`);
  expectStatus(response, 200, `Its view sends ${count} requests for /books and answers with their ids.`);
  return (response.json() as (string | null)[]).filter((id): id is string => Boolean(id));
}

/** Fails when an id is there twice. */
export function sayRepeated(ids: readonly string[]): void {
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated === undefined) return;
  fail(
    `Of ${ids.length} requests to one process, two got ${repeated}: each needs an id that no other has. ` +
      (new Set(ids).size === 1
        ? 'All of them got this one. `__init__` runs once, when the process builds its chain of middleware: what is made ' +
          'there, or outside the class, or as the default of a parameter, all requests share; so they do the second on ' +
          'the clock.'
        : `They got ${new Set(ids).size} ids in all: what yours is made of is too often the same.`),
  );
}

/** A client that sends its cookies back, as browsers do, gets another id for each request. */
export async function expectAnotherIdOnReturn(site: RunningSite): Promise<void> {
  const cookies: Record<string, string> = {};
  const seen: string[] = [];
  for (const path of ['/books/', '/login/', '/books/']) {
    const response = await site.get(path, { cookies });
    const id = await expectId(site, response, 'Every response needs one.');
    if (seen.includes(id)) {
      fail(
        `Two requests of one client got ${id}: each needs an id that no other has. The client sent back the cookies of ` +
          'its earlier responses, and an id that lives in a cookie or a session is that of the client.',
        exchangeEvidence(response.exchange),
      );
    }
    seen.push(id);
    Object.assign(cookies, response.cookies);
  }
}
