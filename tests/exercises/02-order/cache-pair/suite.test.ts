import fc from 'fast-check';
import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { expectDjango } from './answers.ts';
import {
  address,
  blockBelow,
  get,
  insideSession,
  name,
  openBetween,
  page,
  path,
  rightOrder,
  scenes,
} from './scenes.ts';

describe('a page for everybody', () => {
  test('the second visitor gets it from the cache, and nothing inside Fetch runs', async () => {
    const [one = '', other = ''] = fresh(fc.uniqueArray(path, { minLength: 2, maxLength: 2 }));
    await expectDjango({
      layers: [...rightOrder, { name: 'Inner', does: 'pass' }],
      view: page,
      requests: [get(one), get(one), get(other), get(one), get(other)],
    });
  });

  test('the query string is part of its address', async () => {
    const where = fresh(path);
    await expectDjango({
      layers: rightOrder,
      view: page,
      requests: [
        get(where),
        get(where, { QUERY_STRING: 'page=2' }),
        get(where),
        get(where, { QUERY_STRING: 'page=2' }),
      ],
    });
  });

  test('a POST is neither looked up nor kept', async () => {
    const where = fresh(path);
    const method = fresh(fc.constantFrom('POST', 'PUT', 'DELETE'));
    const sent = { ...get(where), method };
    await expectDjango({
      layers: rightOrder,
      view: page,
      requests: [sent, get(where), sent, get(where), sent],
    });
  });

  test("a HEAD may have the GET's page, and a GET never the HEAD's", async () => {
    const where = fresh(path);
    const head = { ...get(where), method: 'HEAD' };
    await expectDjango({ layers: rightOrder, view: page, requests: [get(where), head] });
    await expectDjango({ layers: rightOrder, view: page, requests: [head, get(where), get(where)] });
    await expectDjango({ layers: rightOrder, view: page, requests: [head, head] });
    // Both are kept by then, and they are two pages.
    await expectDjango({ layers: rightOrder, view: page, requests: [head, get(where), head] });
  });
});

describe('what is kept', () => {
  test('a 200 and no other status', async () => {
    const where = fresh(path);
    const status = fresh(fc.constantFrom(201, 204, 301, 302, 403, 404, 410, 500, 503));
    await expectDjango({ layers: rightOrder, view: { ...page, status }, requests: [get(where), get(where)] });
  });

  test('nothing that is for one visitor, or for now', async () => {
    const where = fresh(path);
    const among = fc.constantFrom('', 'max-age=90, ', 'must-revalidate,');
    for (const headers of [
      { 'Cache-Control': `${fresh(among)}private` },
      { 'Cache-Control': `${fresh(among)}no-store` },
      { 'Cache-Control': `${fresh(among)}${fresh(fc.constantFrom('Private', 'PRIVATE', 'No-Store'))}` },
      { 'Cache-Control': `no-cache, max-age=${fresh(fc.integer({ min: 1, max: 90 }))}` },
      { Vary: '*' },
      { Vary: 'Accept-Language, Cookie', 'Set-Cookie': `seen=${fresh(name)}` },
    ]) {
      await expectDjango({
        layers: rightOrder,
        view: { ...page, headers },
        requests: [get(where), get(where)],
      });
    }
  });

  test('a cookie alone, or a Vary alone, is no reason against it', async () => {
    const where = fresh(path);
    for (const headers of [{ 'Set-Cookie': 'seen=1' }, { Vary: 'Cookie' }, { 'Cache-Control': 'public' }]) {
      await expectDjango({
        layers: rightOrder,
        view: { ...page, headers },
        requests: [get(where), get(where)],
      });
    }
  });

  test('for as long as the page says, or else for 600 seconds', async () => {
    const where = fresh(path);
    const age = fresh(fc.integer({ min: 20, max: 500 }));
    const said = { ...page, headers: { 'Cache-Control': `max-age=${age}` } };
    for (const [view, seconds] of [
      [said, age],
      [page, 600],
    ] as const) {
      const requests = [get(where), get(where, {}, seconds - 1), get(where, {}, 1), get(where)];
      await expectDjango({ layers: rightOrder, view, requests });
    }
    // The list of an address is to live as long as its page.
    const long = fresh(fc.integer({ min: 900, max: 9000 }));
    await expectDjango({
      layers: rightOrder,
      view: { ...page, headers: { 'Cache-Control': `max-age=${long}`, Vary: 'Accept-Language' } },
      requests: [get(where), get(where, {}, 700)],
    });
    const atOnce = { ...page, headers: { 'Cache-Control': 'max-age=0' } };
    await expectDjango({ layers: rightOrder, view: atOnce, requests: [get(where), get(where, {}, 0)] });
  });
});

describe('for whom', () => {
  test('what Vary names tells the visitors of an address apart', async () => {
    const where = fresh(path);
    const header = fresh(fc.constantFrom('Accept-Language', 'Accept-Encoding', 'X-Shop-Theme'));
    const meta = `HTTP_${header.toUpperCase().replaceAll('-', '_')}`;
    const [one = '', other = ''] = fresh(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }));
    await expectDjango({
      layers: rightOrder,
      view: { ...page, headers: { Vary: `Cookie, ${header}` } },
      requests: [
        get(where, { [meta]: one }),
        get(where, { [meta]: other }),
        get(where, { [meta]: one, HTTP_USER_AGENT: other }),
        get(where, { [meta]: other }),
        get(where),
      ],
    });
  });

  test('a page with the name of the user is for that user', async () => {
    const where = fresh(path);
    const [ada = '', bob = ''] = fresh(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }));
    const as = (user: string) => get(where, { HTTP_COOKIE: `user=${user}` });
    await expectDjango({
      layers: rightOrder,
      view: { ...page, personal: true },
      requests: [as(ada), as(bob), get(where), as(ada), as(bob)],
    });
  });

  test('an Authorization header makes the page one for whoever sends the same', async () => {
    const where = fresh(path);
    const [one = '', other = ''] = fresh(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }));
    const requests = [one, other, one].map((token) => get(where, { HTTP_AUTHORIZATION: `Token ${token}` }));
    await expectDjango({ layers: rightOrder, view: page, requests: [...requests, get(where)] });
    // What is learnt last holds: the page of nobody has no Vary, and for its address that is the list then.
    const [known] = requests;
    if (known) await expectDjango({ layers: rightOrder, view: page, requests: [known, get(where), known] });
    const view = { ...page, headers: { 'Cache-Control': 'public, max-age=90' } };
    await expectDjango({ layers: rightOrder, view, requests: [...requests, get(where)] });
  });
});

describe('the pair', () => {
  test('Update keeps nothing that Fetch has not looked for', async () => {
    const where = fresh(path);
    const welcome = fresh(address);
    const from = get(where, { REMOTE_ADDR: welcome });
    await expectDjango({
      layers: openBetween(welcome),
      view: page,
      requests: [get('/elsewhere/'), from, get(where), get(where), from],
    });
  });

  test('a layer below Fetch is never asked about a page that is kept', async () => {
    const where = fresh(path);
    const blocked = fresh(address);
    await expectDjango(
      {
        layers: blockBelow(blocked),
        view: page,
        requests: [get(where, { REMOTE_ADDR: blocked }), get(where), get(where, { REMOTE_ADDR: blocked })],
      },
      "Block lies inside Fetch, so nobody asks it on a hit: that is the stack's fault, and your layers can't make up for it.",
    );
  });

  test('below the session, the pair hands the page of one user to the next', async () => {
    const where = fresh(path);
    const [ada = '', bob = ''] = fresh(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }));
    await expectDjango(
      {
        layers: insideSession,
        view: { ...page, personal: true },
        requests: [get(where, { HTTP_COOKIE: `user=${ada}` }), get(where, { HTTP_COOKIE: `user=${bob}` })],
      },
      'Here Update lies inside Session and keeps the page before anybody has said that it varies on Cookie. Django leaks it too: ' +
        'no rule of the pair can know.',
    );
  });

  test('two requests at a time keep their notes apart', async () => {
    const [where = '', other = ''] = fresh(fc.uniqueArray(path, { minLength: 2, maxLength: 2 }));
    const meanwhile = { ...get(other), method: 'POST', later: 0 };
    await expectDjango({
      layers: rightOrder,
      view: page,
      requests: [get(where), get(where)],
      meanwhile,
    });
  });
});

test('any stack and any visitors: who runs, and what each of them gets', async () => {
  await forEvery(scenes, (scene) => expectDjango(scene), { runs: 40 });
});
