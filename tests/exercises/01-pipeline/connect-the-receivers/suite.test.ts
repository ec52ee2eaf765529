import fc from 'fast-check';
import { test } from 'vitest';
import { bootSite, exchangeEvidence, fail, paragraph } from '#suite/django';
import { fresh } from '#suite/fresh';
import { connectLate, heardOfASale, others } from './others.ts';
import { countedTable, country, freshTable, readsOf } from './postage.ts';
import { ask, book, command, countOf, OPENED_WITH, page, quantity, receiversOf, sellAtTill } from './shop.ts';
import { expectCountedOnce } from './words.ts';

const eachProcess =
  'The line that connects it was never run in this process. What every process needs, whatever it is there for, belongs to ' +
  'code that each of them runs once.';
const onceOnly =
  'Each function is a receiver of its own, however alike two of them are, and more than one has been connected.';
const refill =
  'Such a test fills the registry once more: Django makes new configs and calls their `ready()`. A function made in ' +
  '`ready()` is a new one each time and so is a method of the config, and a new one is a new receiver. One at the top ' +
  'level of a module is made once; and of those with one `dispatch_uid` a signal keeps only the first.';
const eachHandler =
  'Each handler builds a chain of middleware of its own (each test client too), so `__init__` is called once for each ' +
  'handler and not once for each process. What it connects has to be the same function each time.';

test('a sale at the till leaves the stock once', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  const before = await countOf(site, pk);
  const response = await sellAtTill(site, pk, sold);
  const taken = before.stock - (await countOf(site, pk)).stock;
  const how = `POST /books/${pk}/till/, the second request of its process,`;
  await expectCountedOnce(site, { how, response, sold, taken, twice: onceOnly, never: eachProcess });
});

test('what the market sold before there was a handler has left the stock', async () => {
  const site = await bootSite();
  let [sold, taken] = [0, 0];
  for (let pk = 1; pk <= 10; pk++) {
    const count = await countOf(site, pk);
    sold += count.sold;
    taken += OPENED_WITH - count.stock;
  }
  await expectCountedOnce(site, {
    how: '`manage.py sell`, called by shop/seed.py,',
    sold,
    taken,
    twice: onceOnly,
    never:
      'A command has no handler: no middleware was built when these sales were recorded, so nothing in shop/middleware.py ' +
      `had been run, not even imported. ${eachProcess}`,
  });
});

test('a command’s sale leaves the stock once, with no request before or after', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  const left = (): Promise<number> =>
    ask(site, `from shop.models import Book\nanswer = Book.objects.get(pk=${pk}).stock`);
  const before = await left();
  await command(site, ['sell', String(pk), String(sold)]);
  await expectCountedOnce(site, {
    how: `\`manage.py sell ${pk} ${sold}\``,
    sold,
    taken: before - (await left()),
    twice: `${onceOnly} (The check runs the command in the process of a server, which has a handler and its middleware too.)`,
    never: `No request came, so what waits for one has not happened. ${eachProcess}`,
  });
});

test('a server that has been up for long counts a sale once', async () => {
  const site = await bootSite();
  const pages = fresh(fc.array(page, { minLength: 5, maxLength: 15 }));
  await site.get(fresh(page));
  const atFirst = await receiversOf(site);
  for (const path of pages) await site.get(path);
  const grew = (await receiversOf(site)) - atFirst;
  const often =
    grew > 0
      ? ` ${pages.length} requests brought ${grew} more: a process serves thousands, and what is done in \`__call__\` is done ` +
        'thousands of times.'
      : '';
  for (const [index, pk] of fresh(fc.array(book, { minLength: 3, maxLength: 3 })).entries()) {
    const sold = fresh(quantity);
    const before = await countOf(site, pk);
    const response = await sellAtTill(site, pk, sold);
    const taken = before.stock - (await countOf(site, pk)).stock;
    const requests = pages.length + 2 + 3 * index;
    await expectCountedOnce(site, {
      how: `POST /books/${pk}/till/, after ${requests} other requests to its process,`,
      response,
      sold,
      taken,
      twice: `${onceOnly}${often}`,
      never: eachProcess,
    });
  }
  if (grew > 0) failPiledUp(`${pages.length} requests`, grew, often);
});

test('a process with two handlers counts a sale once', async () => {
  const site = await bootSite();
  const counts = [await receiversOf(site)];
  // The first of these builds a handler, the second one is a request and no more.
  for (const path of [fresh(page), fresh(page)]) {
    await site.request({ method: 'GET', path, server: 'asgi' });
    counts.push(await receiversOf(site));
  }
  const [atFirst = 0, built = 0, asked = 0] = counts;
  for (const server of ['wsgi', 'asgi'] as const) {
    const [pk, sold] = [fresh(book), fresh(quantity)];
    const before = await countOf(site, pk);
    const response = await sellAtTill(site, pk, sold, server);
    const taken = before.stock - (await countOf(site, pk)).stock;
    await expectCountedOnce(site, {
      how: `POST /books/${pk}/till/, to the ${server.toUpperCase()} handler of a process that has one for each protocol,`,
      response,
      sold,
      taken,
      twice: built - atFirst > asked - built ? eachHandler : onceOnly,
      never: eachProcess,
    });
  }
});

test('a registry that is filled a second time connects nothing twice', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  const before = await receiversOf(site);
  const taken = await ask(site, sellSetUpAgain(pk, sold));
  await expectCountedOnce(site, {
    how: `In a test with \`override_settings(INSTALLED_APPS=…)\`, a sale`,
    sold,
    taken,
    twice: refill,
    never: eachProcess,
  });
  const grew = (await receiversOf(site)) - before;
  if (grew > 0) failPiledUp('A test with `override_settings(INSTALLED_APPS=…)`', grew, ` ${refill}`);
});

test('a line that is saved again is not sold again', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  const taken = await ask(site, saveAgain(pk, sold));
  await expectCountedOnce(site, {
    how: 'A line that was created once and then saved twice more',
    sold,
    taken,
    twice: (times) =>
      times === 3
        ? '`post_save` is sent for every save. Its `created` says whether this one made the row.'
        : onceOnly,
    never: eachProcess,
  });
});

test('a sale that comes after one that was rolled back is counted', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  await expectCountedOnce(site, {
    how: 'Code that was called without a request',
    sold,
    taken: await ask(site, sell(pk, sold)),
    twice: onceOnly,
    never: eachProcess,
  });
  const taken = await ask(site, sellAfterRollback(pk, sold));
  if (taken === sold) return;
  fail(
    `A sale was rolled back. The next one sold ${sold}, and ${taken} left the stock. The database gave the second line the ` +
      "primary key of the first, which is no more: what a receiver remembers in the memory of the process isn't rolled back.",
  );
});

test('the receivers of others stay connected', async () => {
  const site = await bootSite({ files: others });
  await connectLate(site);
  for (const server of ['wsgi', 'asgi'] as const)
    await site.request({ method: 'GET', path: fresh(page), server });
  const pk = fresh(book);
  await ask(site, sellSetUpAgain(pk, 1));
  const { early, late } = await heardOfASale(site, pk);
  if (early === 1 && late === 1) return;
  const who = early === 0 ? 'connected before the shop was started' : 'connected after the shop had started';
  fail(
    `Another app listens to \`post_save\` too. Its receiver was ${who}, and after two requests and a registry filled a second ` +
      'time it heard of a sale no more. A signal belongs to all apps of a process: whoever empties it makes the others deaf.',
  );
});

test('the table of postage is read once, not on each request', async () => {
  const site = await bootSite({ files: countedTable });
  await site.get(fresh(page));
  let reads = await readsOf(site);
  for (const visitor of [...fresh(fc.uniqueArray(country, { minLength: 2, maxLength: 3 })), 'ZZ', 'DE']) {
    const response = await site.get(fresh(page), { headers: { 'X-Country': visitor } });
    const before = reads;
    reads = await readsOf(site);
    if (reads === before) continue;
    fail(
      `GET ${response.exchange.request.path}, for a visitor from ${visitor}, was not the first request of its process, and it read ` +
        'the table of postage again. `__call__` is run for each request. What is the same for all of them, whatever their ' +
        'country, is prepared once: `__init__` is called when the chain is built.',
      exchangeEvidence(response.exchange),
    );
  }
});

test('each visitor is told the postage to their own country', async () => {
  const { countries, elsewhere, files } = freshTable();
  const site = await bootSite({ files });
  const visits = [...Object.entries(countries), ['ZZ', elsewhere], ...Object.entries(countries)] as const;
  for (const [visitor, price] of visits) {
    const response = await site.get(fresh(page), { headers: { 'X-Country': visitor } });
    const told = response.header('X-Postage');
    if (told === price) continue;
    fail(
      "The check puts another year's shop/postage.csv in place. " +
        `A visitor from ${visitor} was told ${told === null ? 'no postage' : `X-Postage: ${told}`}, and the table says ${price}. ` +
        'The table is the same for all requests of a process; the country is not.',
      [
        paragraph('shop/postage.csv, as the check has it', files['shop/postage.csv'].trimEnd().split('\n')),
        ...exchangeEvidence(response.exchange),
      ],
    );
  }
});

/** @param why a sentence that follows, with its space, or nothing */
function failPiledUp(what: string, grew: number, why: string): never {
  fail(
    `Each sale was counted once, and yet the receivers pile up: ${what} left ${grew} more connected to \`post_save\`. All of them ` +
      `are called for each line that is saved, for as long as the process lives.${why}`,
  );
}

/** Answers with how many copies the sale took, as the next ones do. */
function sell(pk: number, copies: number): string {
  return `
from shop.models import Book
from shop.sales import record_sale

before = Book.objects.get(pk=${pk}).stock
record_sale(Book.objects.get(pk=${pk}), ${copies})
answer = before - Book.objects.get(pk=${pk}).stock
`;
}

/** As `override_settings` does it (django/test/utils.py). */
function sellSetUpAgain(pk: number, copies: number): string {
  return `
import django
from django.apps import apps
from django.conf import settings
from shop.models import Book
from shop.sales import record_sale

django.setup()
before = Book.objects.get(pk=${pk}).stock
apps.set_installed_apps(list(settings.INSTALLED_APPS))
try:
    record_sale(Book.objects.get(pk=${pk}), ${copies})
finally:
    apps.unset_installed_apps()
answer = before - Book.objects.get(pk=${pk}).stock
`;
}

function saveAgain(pk: number, copies: number): string {
  return `
from shop.models import Book
from shop.sales import record_sale

before = Book.objects.get(pk=${pk}).stock
line = record_sale(Book.objects.get(pk=${pk}), ${copies})
line.save()
line.save()
answer = before - Book.objects.get(pk=${pk}).stock
`;
}

function sellAfterRollback(pk: number, copies: number): string {
  return `
from django.db import transaction
from shop.models import Book
from shop.sales import record_sale

before = Book.objects.get(pk=${pk}).stock
with transaction.atomic():
    record_sale(Book.objects.get(pk=${pk}), ${copies})
    transaction.set_rollback(True)
record_sale(Book.objects.get(pk=${pk}), ${copies})
answer = before - Book.objects.get(pk=${pk}).stock
`;
}
