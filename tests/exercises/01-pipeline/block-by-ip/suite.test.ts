import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fail } from '#suite/django';
import { fresh } from '#suite/fresh';
import { openShop, SHOP_LAYERS } from './answers.ts';
import { addresses, asIPv6, behind, blocklist, otherClaims, word } from './network.ts';
import { believed, expectBelieved, otherHeaders } from './proxies.ts';

const page = fc.integer({ min: 1, max: 10 }).map((pk) => `/books/${pk}/`);
const noAddress =
  'A layer that stands before all others has to cope with whatever comes: what is no address is on no list, and the ' +
  'visitor gets the page.';
const range =
  "A network is a range of addresses, and addresses are numbers: their text doesn't say which of them lies in it.";

// Tests of one network stand together: the shop is put together anew when another comes.

describe('the list', () => {
  test('a listed visitor is refused, whatever they ask for', async () => {
    const { listed } = blocklist();
    const shop = await openShop(behind(0));
    await shop.refuses(
      { from: listed, path: fresh(page) },
      `${listed} called Django, and stands in settings.BLOCKED_NETWORKS word for word. Operations write that list anew ` +
        'whenever it changes: what you compare with has to come from the settings.',
    );
    for (const path of [`/no-such-${fresh(word)}/`, '/books', '/', '/admin/', '/login/']) {
      await shop.refuses(
        { from: listed, path },
        `${listed} is on the list, and another page of the shop was refused to it. Which page is asked for, or whether ` +
          'there is one, is known only when the URL has been resolved, and a refusal comes before that.',
      );
    }
  });

  test('a listed visitor is refused, whoever they claim to be', async () => {
    const { listed } = blocklist();
    const shop = await openShop(behind(0));
    const anyBody = `${listed} is on the list, and the address alone decides.`;
    await shop.refuses(
      { from: listed, method: 'HEAD' },
      `${anyBody} A HEAD costs the shop as much as a GET.`,
    );
    await shop.refuses(
      { from: listed, headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' } },
      `${anyBody} Any program can call itself a browser.`,
    );
    await shop.refuses(
      { from: listed, headers: { Cookie: `sessionid=${fresh(word)}` } },
      `${anyBody} Any program can send a cookie, and whose session it is only a query could tell.`,
    );
    await shop.refuses(
      { from: listed, headers: { Host: `${fresh(word)}.example` } },
      `${anyBody} The shop has another name than this Host says, but that too is for the layers inside yours to find out.`,
    );
  });

  test('one visitor after another is judged', async () => {
    const { listed } = blocklist();
    const [good = ''] = addresses(1);
    const shop = await openShop(behind(0));
    const because =
      'One instance of a layer serves all requests of a process: what belongs to one of them lives in a local variable.';
    for (let visits = 0; visits < 2; visits++) {
      await shop.refuses({ from: listed }, `${listed} is on the list. ${because}`);
      await shop.serves(
        { from: good },
        `${good} is not on the list, and ${listed} was refused just before. ${because}`,
      );
    }
  });

  test('a network is refused from its first address to its last, and no further', async () => {
    const { network, inside, outside } = blocklist().network;
    const shop = await openShop(behind(0));
    for (const from of inside) {
      await shop.refuses({ from }, `${from} lies in ${network}. ${range}`);
    }
    for (const from of outside)
      await shop.serves({ from }, `${from} is the next address outside of ${network}. ${range}`);
  });

  test('an IPv6 network is refused, however an address is spelled', async () => {
    const { network, inside, outside } = blocklist().network6;
    const shop = await openShop(behind(0));
    for (const from of inside)
      await shop.refuses(
        { from },
        `${from} lies in ${network}. An IPv6 address has many spellings; they are all one number.`,
      );
    for (const from of outside) await shop.serves({ from }, `${from} lies outside of ${network}.`);
  });

  test('an IPv4 address in an IPv6 spelling is the same visitor', async () => {
    const { listed } = blocklist();
    const { network, inside, outside } = blocklist().network;
    const shop = await openShop(behind(0));
    for (const address of [listed, ...inside]) {
      const from = asIPv6(address);
      await shop.refuses(
        { from },
        `${from} is the IPv4 address ${address}, as a server writes it that listens on IPv6 and IPv4 at once, and ` +
          `${address} is listed. To Python they are two kinds of address, and no IPv6 address lies in an IPv4 network.`,
      );
    }
    for (const address of outside)
      await shop.serves({ from: asIPv6(address) }, `It is ${address}, which lies outside of ${network}.`);
  });
});

describe('the shop', () => {
  test('a refusal costs no query and resolves no URL', async () => {
    const { listed } = blocklist();
    const shop = await openShop(behind(0));
    for (const [method, path] of [
      ['GET', fresh(page)],
      ['POST', '/login/'],
    ] as const) {
      const asked = { from: listed, method, path };
      const response = await shop.refuses(asked, `${listed} is on the list.`);
      const { queries, trace } = response;
      const evidence = shop.evidence(asked, response);
      const resolved = trace.some(({ kind }) => kind === 'url-resolved' || kind === 'url-not-resolved');
      if (trace.some(({ kind }) => kind === 'view-called')) {
        fail(
          `${method} ${path} was refused when its view had answered already. What stands below \`get_response\` is the way ` +
            'out: refuse above it, and everything inside your layer is spared.',
          evidence,
        );
      }
      if (resolved) {
        fail(
          `${method} ${path} was refused when its URL had been resolved already. \`process_view\` is called after that, ` +
            'when every layer has been entered; the lines of `__call__` above `get_response` run before.',
          evidence,
        );
      }
      if (queries.length > 0) {
        fail(
          `${method} ${path} was refused, and ran ${queries.length === 1 ? '1 query' : `${queries.length} queries`} before. ` +
            'Bots ask all day, and each refusal costs the database as much as a page. ' +
            (trace.some(isBanner)
              ? 'BannerMiddleware lies outside of your layer: it has chosen its book by the time you refuse.'
              : 'Your own layer needs nothing but the request and the settings.'),
          evidence,
        );
      }
    }
  });

  test('everybody else gets the shop as it was', async () => {
    const [good = ''] = addresses(1);
    const shop = await openShop(behind(0));
    const as = 'The visitor is on no list, and gets the shop as if your layer were not there.';
    const cookie = { Cookie: `seen=${fresh(word)}` };
    for (const [status, method, path, more] of [
      [404, 'GET', `/no-such-${fresh(word)}/`, {}],
      [302, 'GET', '/orders/', {}],
      [403, 'POST', '/login/', { body: `username=${fresh(word)}` }],
      [200, 'HEAD', fresh(page), {}],
      [200, 'GET', '/login/', { headers: cookie }],
    ] as const)
      await shop.leavesAlone({ from: good, method, path, ...more }, as, status);
    // CommonMiddleware's own answers, which BannerMiddleware sees only where it lies outside of that.
    await shop.serves({ from: good, path: '/books' }, as, 301);
    await shop.serves({ from: good, headers: { Host: `${fresh(word)}.example` } }, as, 400);
    const asked = { from: good, path: fresh(page) };
    const response = await shop.leavesAlone(asked, as);
    expect(response).toContainText('Book of the day', {
      because: 'BannerMiddleware chooses it. It may work for visitors, and not for bots.',
    });
    const entered = response.trace.flatMap((event) => (event.kind === 'layer-entered' ? [event.layer] : []));
    const gone = SHOP_LAYERS.find((layer) => !entered.includes(layer));
    if (gone !== undefined)
      fail(
        `GET ${asked.path} never entered ${gone}. Your layer comes to the others: each of them is needed.`,
        shop.evidence(asked, response),
      );
    const called = response.trace.filter(({ kind }) => kind === 'view-called').length;
    if (called !== 1)
      fail(
        `GET ${asked.path} was one request, and its view was called ${called} times.`,
        shop.evidence(asked, response),
      );
  });
});

describe('the visitor', () => {
  test('what is no address is on no list, and breaks nothing', async () => {
    const { listed } = blocklist();
    const shop = await openShop(behind(0));
    for (const from of [null, '', 'unknown', fresh(word), `${listed}.1`])
      await shop.serves(
        { from },
        from === null ? `There is no REMOTE_ADDR. ${noAddress}` : `REMOTE_ADDR is "${from}". ${noAddress}`,
      );
  });

  test('without proxies of ours, nobody is believed about X-Forwarded-For', async () => {
    const { listed } = blocklist();
    const [good = '', other = ''] = addresses(2);
    const shop = await openShop(behind(0));
    const because =
      'TRUSTED_PROXIES is 0, so nobody of ours has written anything into X-Forwarded-For: all of it is what the visitor says. ';
    for (const forwarded of [good, `${other}, ${good}`])
      await shop.refuses({ from: listed, forwarded }, `${because}Django was called by ${listed}.`);
    for (const forwarded of [listed, `${listed}, ${other}`, `${other}, ${listed}`])
      await shop.serves({ from: good, forwarded }, `${because}Django was called by ${good}.`);
    await shop.refuses(
      { from: listed, headers: otherClaims(good) },
      `Django was called by ${listed}. ${otherHeaders}`,
    );
    await shop.serves(
      { from: good, headers: otherClaims(listed) },
      `Django was called by ${good}. ${otherHeaders}`,
    );
  });

  test('behind one proxy of ours, only what was written there is believed', () => expectBelieved(1));

  test('an entry that is no address is on no list, and breaks nothing', async () => {
    const { listed } = blocklist();
    const [good = '', proxy = ''] = addresses(2);
    const shop = await openShop(behind(1));
    for (const claim of ['unknown', `_${fresh(word)}`, `${good}.999`])
      await shop.serves(
        { from: proxy, forwarded: `${listed}, ${claim}` },
        `The entry is "${claim}". ${noAddress}`,
      );
    // The list may name the proxy too: nobody falls back on it.
    await shop.serves(
      { from: listed, forwarded: 'unknown' },
      `The entry is "unknown". ${noAddress} ${listed}, which called Django, is the proxy: there are as many entries as ` +
        'proxies, so REMOTE_ADDR says nothing about the visitor.',
    );
  });

  test('behind a proxy, the shop is told what the server said', async () => {
    const { listed } = blocklist();
    const [good = '', proxy = ''] = addresses(2);
    const shop = await openShop(behind(1));
    await shop.leavesAlone(
      { from: proxy, forwarded: `${listed}, ${good}` },
      'Who reads META afterwards expects what the server wrote down.',
    );
  });

  test('ASGI makes no difference', async () => {
    const { listed } = blocklist();
    const [good = '', proxy = ''] = addresses(2);
    const shop = await openShop(behind(1));
    const because = 'That is a request under ASGI: the server differs, and META says the same.';
    const asgi = { from: proxy, server: 'asgi' } as const;
    await shop.refuses({ ...asgi, forwarded: `${good}, ${listed}` }, `${believed(1)} ${because}`);
    await shop.serves({ ...asgi, forwarded: `${listed}, ${good}` }, `${believed(1)} ${because}`);
    await shop.serves({ from: null, server: 'asgi' }, `No address is known. ${because}`);
  });

  test('behind two proxies of ours, only what was written there is believed', () => expectBelieved(2));

  test('with fewer entries than proxies, the visitor is whoever called Django', async () => {
    const { listed } = blocklist();
    const [good = '', other = ''] = addresses(2);
    const shop = await openShop(behind(2));
    const past =
      'A request that came through both proxies of ours carries two entries at least. This one did not, so its visitor is ' +
      'whoever called Django: ';
    for (const forwarded of [undefined, good])
      await shop.refuses({ from: listed, ...(forwarded && { forwarded }) }, `${past}${listed}.`);
    await shop.serves({ from: good }, `${past}${good}, a health check perhaps.`);
    await shop.serves({ from: other, forwarded: listed }, `${past}${other}.`);
  });

  test('behind three proxies of ours, only what was written there is believed', () => expectBelieved(3));

  test('the proxies of ours are not judged', async () => {
    const [good = '', ...ours] = addresses(3);
    const shop = await openShop({ proxies: 2, blocked: [...ours.map((address) => `${address}/32`)] });
    await shop.serves(
      { from: ours[1] ?? '', forwarded: `${good}, ${ours[0]}` },
      `The visitor is ${good}. A list that names private networks as well, as many public ones do, names the proxies of ` +
        'ours with them: who judges each address that a request passed refuses the whole world.',
    );
  });
});

function isBanner(event: { readonly kind: string; readonly layer?: string }): boolean {
  return event.kind === 'layer-entered' && event.layer === 'BannerMiddleware';
}
