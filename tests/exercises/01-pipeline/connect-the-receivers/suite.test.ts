import fc from 'fast-check';
import { test } from 'vitest';
import { bootSite, exchangeEvidence, fail, paragraph } from '#suite/django';
import { fresh } from '#suite/fresh';
import { freshTable, printingTable } from './postage.ts';
import { book, command, countOf, OPENED_WITH, page, quantity, run, sellAtTill } from './shop.ts';
import { expectCountedOnce } from './words.ts';

const eachProcess =
  'The line that connects it was never run in this process. Code that every process runs once, whatever it is there for, ' +
  'is what start-up calls: `ready()` of the app.';
const onceOnly =
  'Each function is a receiver of its own, however alike two of them are. Something goes on connecting new ones.';
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
  const left = async (): Promise<number> =>
    Number(await run(site, `from shop.models import Book\nprint()\nprint(Book.objects.get(pk=${pk}).stock)`));
  const before = await left();
  await command(site, ['sell', String(pk), String(sold)]);
  await expectCountedOnce(site, {
    how: `\`manage.py sell ${pk} ${sold}\``,
    sold,
    taken: before - (await left()),
    twice: onceOnly,
    never: `No request came, so what waits for one has not happened. ${eachProcess}`,
  });
});

test('a server that has been up for long counts a sale once', async () => {
  const site = await bootSite();
  const pages = fresh(fc.array(page, { minLength: 5, maxLength: 15 }));
  for (const path of pages) await site.get(path);
  for (const [index, pk] of fresh(fc.array(book, { minLength: 3, maxLength: 3 })).entries()) {
    const sold = fresh(quantity);
    const before = await countOf(site, pk);
    const response = await sellAtTill(site, pk, sold);
    const taken = before.stock - (await countOf(site, pk)).stock;
    const requests = pages.length + 1 + 3 * index;
    await expectCountedOnce(site, {
      how: `POST /books/${pk}/till/, after ${requests} other requests to its process,`,
      response,
      sold,
      taken,
      twice: `${onceOnly} A process serves thousands of requests: what is done in \`__call__\` is done thousands of times.`,
      never: eachProcess,
    });
  }
});

test('a process with two handlers counts a sale once', async () => {
  const site = await bootSite();
  await site.request({ method: 'GET', path: fresh(page), server: 'asgi' });
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
      // More often than there are handlers: requests are to blame.
      twice: taken === 2 * sold ? eachHandler : onceOnly,
      never: eachProcess,
    });
  }
});

test('a registry that is filled a second time connects nothing twice', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  const taken = Number(await run(site, sellSetUpAgain(pk, sold)));
  await expectCountedOnce(site, {
    how: `In a test with \`override_settings(INSTALLED_APPS=…)\`, a sale`,
    sold,
    taken,
    twice:
      'Such a test fills the registry once more: Django makes new configs and calls their `ready()`. A function made in ' +
      '`ready()` is a new one each time and so is a method of the config, and a new one is a new receiver. One at the top ' +
      'level of a module is made once; and of those with one `dispatch_uid` a signal keeps only the first.',
    never: eachProcess,
  });
});

test('a line that is saved again is not sold again', async () => {
  const site = await bootSite();
  const [pk, sold] = [fresh(book), fresh(quantity)];
  const taken = Number(await run(site, saveAgain(pk, sold)));
  await expectCountedOnce(site, {
    how: 'A line that was created once and then saved twice more',
    sold,
    taken,
    twice: '`post_save` is sent for every save. Its `created` says whether this one made the row.',
    never: eachProcess,
  });
});

test('the table of postage is read once, not on each request', async () => {
  const site = await bootSite({ files: printingTable });
  // What the start of a process prints comes with its first request.
  await site.get(fresh(page));
  for (const path of fresh(fc.array(page, { minLength: 2, maxLength: 4 }))) {
    const response = await site.get(path);
    if (!response.output.includes('The table of postage is read.')) continue;
    fail(
      `GET ${path} was not the first request of its process, and it read the table of postage again. \`__call__\` is run for ` +
        'each request. What is the same for all of them is prepared once: `__init__` is called when the chain is built.',
      exchangeEvidence(response.exchange),
    );
  }
});

test('each visitor is told the postage to their own country', async () => {
  const { countries, elsewhere, files } = freshTable();
  const site = await bootSite({ files });
  const visits = [...Object.entries(countries), ['ZZ', elsewhere], ...Object.entries(countries)] as const;
  for (const [country, price] of visits) {
    const response = await site.get(fresh(page), { headers: { 'X-Country': country } });
    const told = response.header('X-Postage');
    if (told === price) continue;
    fail(
      `A visitor from ${country} was told ${told === null ? 'no postage' : `X-Postage: ${told}`}, and the table says ${price}. ` +
        'The table is the same for all requests of a process; the country is not.',
      [
        paragraph('shop/postage.csv', files['shop/postage.csv'].trimEnd().split('\n')),
        ...exchangeEvidence(response.exchange),
      ],
    );
  }
});

/** As `override_settings` does it (django/test/utils.py); prints how many copies the sale took. */
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
print()
print(before - Book.objects.get(pk=${pk}).stock)
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
print()
print(before - Book.objects.get(pk=${pk}).stock)
`;
}
