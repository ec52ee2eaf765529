// The stacks and the visitors that the suite makes up.
import fc from 'fast-check';
import type { Layer, Scene, Sent, View } from './scene.ts';

export const path = fc.stringMatching(/^[a-z]{4,8}$/).map((word) => `/${word}/`);
export const name = fc.stringMatching(/^[a-z]{3,8}$/);
export const address = fc.integer({ min: 1, max: 250 }).map((host) => `198.51.100.${host}`);

const update: Layer = { name: 'Update', does: 'update' };
const fetch: Layer = { name: 'Fetch', does: 'fetch' };
const session: Layer = { name: 'Session', does: 'session' };
const stamp: Layer = { name: 'Stamp', does: 'stamp' };

/** The pair where it belongs: Update outside, Fetch inside, around what makes pages differ. */
export const rightOrder: readonly Layer[] = [update, stamp, session, fetch];
/** The pair where it leaks: Update keeps the page before Session has said on what it varies. */
export const insideSession: readonly Layer[] = [session, update, fetch];
/** A layer between the two answers one address by itself. */
export const openBetween = (welcome: string): readonly Layer[] => [
  update,
  { name: 'Welcome', does: 'block', address: welcome, status: 200 },
  fetch,
];
export const blockBelow = (blocked: string): readonly Layer[] => [
  update,
  fetch,
  { name: 'Block', does: 'block', address: blocked, status: 403 },
];

export const page: View = { status: 200, headers: {}, personal: false };

export function get(path: string, META: Sent['META'] = {}, later = 1): Sent {
  return { method: 'GET', path, META, later };
}

/** Without what is null. */
function present(record: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

const metas: fc.Arbitrary<Sent['META']> = fc
  .record({
    HTTP_COOKIE: fc.constantFrom(null, 'user=ada', 'user=bob'),
    HTTP_ACCEPT_LANGUAGE: fc.constantFrom(null, 'en', 'fr'),
    HTTP_AUTHORIZATION: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      fc.constantFrom('Token a', 'Token b'),
    ),
    QUERY_STRING: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.constant('page=2')),
    REMOTE_ADDR: fc.constantFrom('198.51.100.1', '198.51.100.2'),
  })
  .map(present);

const sent: fc.Arbitrary<Sent> = fc.record({
  method: fc.oneof({ weight: 5, arbitrary: fc.constant('GET') }, fc.constantFrom('HEAD', 'POST')),
  path: fc.oneof({ weight: 4, arbitrary: fc.constant('/books/') }, fc.constant('/authors/')),
  META: metas,
  later: fc.constantFrom(1, 1, 20, 400, 700),
});

const view: fc.Arbitrary<View> = fc.record({
  status: fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, fc.constantFrom(201, 301, 404, 500)),
  headers: fc
    .record({
      Vary: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        fc.constantFrom('Accept-Language', 'Cookie', 'Accept-Language, Cookie', '*'),
      ),
      'Cache-Control': fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        fc.constantFrom(
          'private',
          'Private',
          'no-store',
          'max-age=30',
          'max-age=0',
          'public',
          'public, max-age=500',
        ),
      ),
      'Set-Cookie': fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constant('seen=1')),
    })
    .map(present),
  personal: fc.boolean(),
});

const others = fc
  .constantFrom(403, 200)
  .chain((status) =>
    fc.subarray<Layer>([
      stamp,
      session,
      { name: 'Block', does: 'block', address: '198.51.100.2', status },
      { name: 'Plain', does: 'pass' },
    ]),
  );

/** Update somewhere, Fetch somewhere inside it, and other layers around and between them; now and then the two swapped. */
const layers: fc.Arbitrary<readonly Layer[]> = fc
  .tuple(others, fc.nat(4), fc.nat(4), fc.integer({ min: 0, max: 9 }))
  .map(([list, first, second, swap]) => {
    const [outer, inner] = [
      Math.min(first, second, list.length),
      Math.min(Math.max(first, second), list.length),
    ];
    const pair = swap === 0 ? [fetch, update] : [update, fetch];
    return [
      ...list.slice(0, outer),
      ...pair.slice(0, 1),
      ...list.slice(outer, inner),
      ...pair.slice(1),
      ...list.slice(inner),
    ];
  });

export const scenes: fc.Arbitrary<Scene> = fc.record({
  layers,
  view,
  requests: fc.array(sent, { minLength: 2, maxLength: 5 }),
});
