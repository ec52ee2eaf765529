/** What the playground says of an order is what real Django does in that order, and doesn't do in the other one. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';

/** One request as `orderings.py` saw it answered. */
interface Seen {
  readonly status: number;
  readonly body: string;
  readonly vary: string | null;
  readonly etag: boolean;
}

interface Run {
  readonly seen: readonly Seen[];
  /** How often a view was called, and a body compressed. */
  readonly views: number;
  readonly compressions: number;
  /** The class of the exception that left Django. */
  readonly escaped: string | null;
  readonly mails: number;
  /** The ids of the system checks that fail, of those of `django.contrib.auth` about MIDDLEWARE. */
  readonly checks: readonly string[];
}

const languages = `
USE_I18N = True
LANGUAGES = [("en", "English"), ("fr", "French")]
LOCALE_PATHS = ["locale"]
`;

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
let runs: Readonly<Record<string, Run>> = {};

beforeAll(async () => {
  const program = await readFile(new URL('orderings.py', import.meta.url), 'utf8');
  const settings = (await loadBase('django'))['bookshop/settings.py'];
  await django.write({
    'orderings.py': program,
    'bookshop/settings.py': `${settings}\n${languages}`,
  });
  const { output } = await django.manage(['shell', '--verbosity', '0', '--command', 'import orderings']);
  runs = JSON.parse(output.slice(output.indexOf('{'))) as typeof runs;
}, 120_000);
afterAll(() => host.close());

const statuses = (order: string) => runs[order]?.seen.map(({ status }) => status);
const bodies = (order: string): readonly string[] => runs[order]?.seen.map(({ body }) => body) ?? [];

test('UpdateCache inside Session: one visitor gets the page that was stored for another', () => {
  expect(bodies('who: Session Update Fetch')).toEqual(['alice', 'alice']);
  expect(bodies('who: Update Session Fetch')).toEqual(['alice', 'bob']);
});

test('Update and Fetch swapped around Session: the same leak', () => {
  expect(bodies('who: Fetch Session Update')).toEqual(['alice', 'alice']);
});

test('UpdateCache inside GZip: every hit is compressed anew', () => {
  expect(runs['page: GZip Update Fetch']).toMatchObject({ views: 1, compressions: 3 });
  expect(runs['page: Update GZip Fetch']).toMatchObject({ views: 1, compressions: 1 });
});

test('Session or GZip inside Fetch: a stored page keeps its Vary, so both orders answer alike', () => {
  expect(runs['who: Update Fetch Session']).toEqual(runs['who: Update Session Fetch']);
  expect(runs['page: Update Fetch GZip']).toMatchObject({ views: 1, compressions: 1 });
});

test('Locale inside Fetch: a visitor gets the page in the language of the one before', () => {
  expect(bodies('lang: Update Fetch Locale')).toEqual(['fr', 'fr']);
  expect(bodies('lang: Update Locale Fetch')).toEqual(['fr', 'en']);
});

test('Locale outside UpdateCache: the key of a page holds the language, so both orders answer alike', () => {
  expect(runs['lang: Locale Update Fetch']).toEqual(runs['lang: Update Locale Fetch']);
});

test('Locale outside Session: no session is read for the language, so both orders answer alike', () => {
  expect(bodies('lang: Locale Session')).toEqual(['fr', 'en']);
  expect(bodies('lang: Session Locale')).toEqual(['fr', 'en']);
});

test('ConditionalGet outside GZip: the ETag of a compressed page never comes back, so it is never answered 304', () => {
  expect(statuses('etag: ConditionalGet GZip')).toEqual([200, 200]);
  expect(statuses('etag: GZip ConditionalGet')).toEqual([200, 304]);
});

test('ConditionalGet outside GZip: a page too short to be compressed is answered 304', () => {
  expect(statuses('short-etag: ConditionalGet GZip')).toEqual([200, 304]);
});

test('ConditionalGet inside a layer that answers anew: that response has no ETag, so no 304 for it', () => {
  expect(runs['etag: Anew ConditionalGet']?.seen).toMatchObject([
    { status: 200, etag: false },
    { status: 200, etag: false },
  ]);
  expect(statuses('etag: ConditionalGet Anew')).toEqual([200, 304]);
});

test('Session inside a layer that raises on the way in, with CSRF_USE_SESSIONS: the exception leaves Django', () => {
  expect(runs['csrf-session: RaisesIn Session']).toMatchObject({ seen: [], escaped: 'ImproperlyConfigured' });
  expect(statuses('csrf-session: Session RaisesIn')).toEqual([403]);
});

test('Session inside a layer that raises on the way out, with CSRF_USE_SESSIONS: there is a session by then', () => {
  expect(statuses('csrf-session: RaisesOut Session')).toEqual([403]);
});

test('XView without Authentication raises; outside of it, it works', () => {
  expect(statuses('user: Session XView')).toEqual([500]);
  expect(statuses('user: XView Session Auth')).toEqual([200]);
});

test('LoginRequired outside Authentication, or without it: a system check fails', () => {
  expect(runs['user: Session LoginRequired']?.checks).toEqual(['auth.E013']);
  expect(runs['user: Session LoginRequired Auth']?.checks).toEqual(['auth.E013']);
  expect(runs['user: Session Auth LoginRequired']?.checks).toEqual([]);
});

test('LoginRequired without the checks: both orders redirect alike, and a missing Authentication is a 500', () => {
  expect(statuses('user: Session LoginRequired Auth')).toEqual([302]);
  expect(statuses('user: Session Auth LoginRequired')).toEqual([302]);
  expect(statuses('user: Session LoginRequired')).toEqual([500]);
});

test('BrokenLinkEmails inside Locale: a link that Locale redirects is mailed as broken', () => {
  expect(runs['link: Locale BrokenLinks']).toMatchObject({ seen: [{ status: 302 }], mails: 1 });
  expect(runs['link: BrokenLinks Locale']).toMatchObject({ seen: [{ status: 302 }], mails: 0 });
});
