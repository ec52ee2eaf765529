import fc from 'fast-check';
import { test } from 'vitest';
import { fresh } from '#suite/fresh';
import { bootShop, customer, key, visitor, word } from './shop.ts';
import { asked, expectBodyThere, expectRepeated, expectRun, say, viewRan } from './words.ts';

const body = () => `book=${fresh(fc.integer({ min: 1, max: 9 }))}&note=${fresh(word)}`;

test('a repetition is answered as the first request was, and its view runs once', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const [first, second] = [fresh(key), fresh(key)];
  const order = { key: first, body: body() };
  const ordered = await maya.post('/checkout/', order);
  expectRun(ordered, 201, 'Nobody has used this key before.');
  for (const response of [await maya.post('/checkout/', order), await maya.post('/checkout/', order)]) {
    expectRepeated(ordered, response);
  }
  const another = await maya.post('/checkout/', { ...order, key: second });
  expectRun(
    another,
    201,
    'Two different orders may well look alike: it is the key that says which is which, and this one is new.',
  );
});

test('every answer but a 5xx is kept', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  for (const status of fresh(
    fc.shuffledSubarray([200, 202, 303, 402, 404, 409, 410], { minLength: 4, maxLength: 4 }),
  )) {
    const path = `/${fresh(word)}/${status}/`;
    const order = { key: fresh(key), body: body() };
    const first = await maya.post(path, order);
    expectRun(first, status, 'Nobody has used this key before.');
    expectRepeated(first, await maya.post(path, order));
  }
});

test('a 5xx is not, so that one may try again', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const crashing = { path: `/${fresh(word)}/flaky/`, key: fresh(key), body: body() };
  expectRun(await maya.post(crashing.path, crashing), 500, 'The view raises the first time.');
  const again = await maya.post(crashing.path, crashing);
  if (again.status === 409) {
    say(
      again,
      `${asked(again)} came back 409 after a first request that ended in a 500. A request that crashed is no longer at work.`,
    );
  }
  const retry =
    'The first request ended in a 5xx. A 5xx is not kept: nobody knows what came of it, and the customer tries again.';
  expectRun(again, 201, retry);
  expectRepeated(again, await maya.post(crashing.path, crashing));
  const down = { path: `/${fresh(word)}/${fresh(fc.constantFrom(500, 502, 503))}/`, key: fresh(key) };
  const refused = await maya.post(down.path, down);
  expectRun(await maya.post(down.path, down), refused.status, retry);
});

test('a key belongs to its customer', async () => {
  const site = await bootShop();
  const [one = '', other = ''] = fresh(fc.uniqueArray(word, { minLength: 2, maxLength: 2 }));
  const [maya, ines] = [await customer(site, one), await customer(site, other)];
  const order = { key: fresh(key), body: body() };
  const first = await maya.post('/checkout/', order);
  const second = await ines.post('/checkout/', order);
  if (!viewRan(second) && (second.status !== 201 || second.text === first.text)) {
    say(
      second,
      'The key of one customer found the answer of another: keys are made up by clients, and two of them may hit on the same.',
    );
  }
  expectRun(second, 201, 'It is the first request of this customer.');
  expectRepeated(first, await maya.post('/checkout/', order));
});

test('whose key it is stays clear when the two are written one after the other', async () => {
  const site = await bootShop();
  const [name, number, digit] = [
    fresh(word),
    fresh(fc.integer({ min: 50, max: 99 })),
    fresh(fc.integer({ min: 1, max: 9 })),
  ];
  const maya = await customer(site, name, number);
  const ines = await customer(site, `${name}${digit}`, number * 10 + digit);
  const order = { key: fresh(key), body: body() };
  await maya.post('/checkout/', { ...order, key: `${digit}${order.key}` });
  const response = await ines.post('/checkout/', order);
  expectRun(
    response,
    201,
    `It is the first request of this customer. Customer ${number} had used the key ${digit}${order.key}, customer ${number}${digit} uses ` +
      `${order.key}: glued together the two are the same. Put something between them.`,
  );
});

test('an answer belongs to whoever asked, even if its view logs them out', async () => {
  const site = await bootShop();
  const [name, where] = [fresh(word), `/${fresh(word)}/leave/`];
  const order = { key: fresh(key), body: body() };
  const first = await (await customer(site, name)).post(where, order);
  expectRun(first, 200, 'Nobody has used this key before.');
  const again = await (await customer(site, name)).post(where, order);
  if (again.status === 409 || viewRan(again)) {
    say(
      again,
      `${asked(again)} logged the customer out, who then logged in and asked again, and it came back ${again.status}. On the way out ` +
        '`request.user` may be somebody else than on the way in: where the answer is kept has to be worked out before the view runs.',
    );
  }
  expectRepeated(first, again);
});

test('the same key with another question is a 422', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const order = { key: fresh(key), body: `book=1&note=${fresh(word)}` };
  const where = `/${fresh(word)}/200/`;
  const first = await maya.post(where, order);
  for (const [what, path, sent] of [
    ['body', where, `${order.body}1`],
    ['address', `/${fresh(word)}/201/`, order.body],
    ['query string', `${where}?express=1`, order.body],
  ] as const) {
    const response = await maya.post(path, { ...order, body: sent });
    if (response.status === 422 && !viewRan(response)) continue;
    say(
      response,
      `${asked(response)} came back ${response.status}, not 422. Its key had been used for POST ${where}, and now it came with another ${what}: ` +
        'that is no repetition, and the answer to one question is none to another.',
    );
  }
  expectRepeated(first, await maya.post(where, order));
  const json = { key: fresh(key), type: 'application/json' };
  await maya.post(where, { ...json, body: '{"book": 1}' });
  const other = await maya.post(where, { ...json, body: '{"book": 2}' });
  if (other.status !== 422) {
    say(
      other,
      `${asked(other)} came back ${other.status}, not 422. Its key had been used with the body {"book": 1}, and now it was {"book": 2}. ` +
        'What is no form leaves `request.POST` empty, and all such bodies look alike there.',
    );
  }
});

test('a form with a file in it is repeated as well', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const cut = fresh(word);
  const type = `multipart/form-data; boundary=${cut}`;
  const part = `--${cut}\r\nContent-Disposition: form-data; name="note"; filename="note.txt"\r\n\r\n`;
  const order = { key: fresh(key), type, body: `${part}${fresh(word)}\r\n--${cut}--\r\n` };
  const path = `/${fresh(word)}/201/`;
  const first = await maya.post(path, order);
  expectBodyThere(first);
  expectRun(first, 201, 'Nobody has used this key before.');
  expectRepeated(first, await maya.post(path, order));
});

test('a repetition that comes too early gets a 409', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const path = `/${fresh(word)}/slow/`;
  const order = { key: fresh(key), body: body() };
  const first = await maya.post(path, order);
  expectRun(first, 201, 'Nobody has used this key before.');
  const meanwhile = /meanwhile (\d+)/.exec(first.text)?.[1];
  if (meanwhile !== '409') {
    say(
      first,
      `${asked(first)} was repeated while the first was still at work, and the repetition came back ${meanwhile ?? first.text}, not 409. ` +
        'Whoever begins has to leave a mark before the view is called.',
    );
  }
  expectRepeated(first, await maya.post(path, order));
});

test('of two requests that look at the same time only one begins', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const path = `/${fresh(word)}/race/`;
  const order = { key: fresh(key), body: body() };
  const both = [await maya.post(path, order), await maya.post(path, order)];
  const twice = both.find(({ text }) => text.includes('run 2'));
  if (twice === undefined) return;
  say(
    twice,
    `${asked(twice)} was sent twice, the second time just after your layer had looked into the cache and found nothing for the first. Both ` +
      'ran the view. Between looking and beginning, another request can look as well: both have to be one step.',
  );
});

test('a form without its CSRF token is refused, whatever its key', async () => {
  const site = await bootShop();
  const maya = await customer(site, fresh(word));
  const order = { key: fresh(key), body: body() };
  expectRun(await maya.post('/checkout/', order), 201, 'Nobody has used this key before.');
  const late = await maya.post('/checkout/', { ...order, token: false });
  if (late.status !== 403) {
    say(
      late,
      `${asked(late)} came without its CSRF token and was answered ${late.status} from what is kept: CsrfViewMiddleware was never asked. It ` +
        'refuses in its `process_view`; an answer made in `__call__`, or in a hook that is listed before it, comes first.',
    );
  }
  const unused = { ...order, key: `${order.key}-2` };
  const early = await maya.post('/checkout/', { ...unused, token: false });
  if (early.status !== 403)
    say(early, `${asked(early)} without its CSRF token came back ${early.status}, not 403.`);
  expectRun(
    await maya.post('/checkout/', unused),
    201,
    'The only request with this key so far was refused for want of its CSRF token. It leaves no trace: anybody can send such a one.',
  );
});

test('all other requests are left alone', async () => {
  const site = await bootShop();
  const name = fresh(word);
  const maya = await customer(site, name);
  const known = fresh(key);
  const path = `/${fresh(word)}/200/`;
  for (const run of [1, 2]) {
    const response = await maya.get(path, { key: known });
    expectRun(
      response,
      200,
      `${asked(response)} is a GET: it changes nothing, and a page is to be new each time (this was number ${run}).`,
    );
  }
  for (const _ of [1, 2]) expectRun(await maya.post(path), 200, 'It came without a key.');
  const guest = await visitor(site, fresh(word));
  for (const _ of [1, 2]) {
    expectRun(
      await guest.post(path, { key: known }),
      200,
      'It came from somebody who has not logged in. All of those would share one key: `AnonymousUser` is a user too, and true.',
    );
  }
  const stranger = { method: 'POST', path: '/login/', headers: { 'Idempotency-Key': known } };
  const refused = await site.request(stranger);
  if (refused.status !== 403) {
    say(refused, `${asked(refused)} by somebody who hasn't logged in came back ${refused.status}, not 403.`);
  }
});
