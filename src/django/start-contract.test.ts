/** Starts take short cuts, and no request may show which. */
import { beforeAll, expect, test } from 'vitest';
import { readBaseProject } from './base-project.ts';
import { nodeRuntimeSource } from './node-source.ts';
import { openSite } from './open-site.ts';
import type { Site } from './site.ts';
import { findSnapshot } from './snapshot/build.ts';

const source = nodeRuntimeSource();
const base = await readBaseProject();
let site: Site;

beforeAll(async () => {
  const snapshot = (await findSnapshot(source, base)) ?? 'none has been made';
  site = (await openSite({ source, snapshot, base: Promise.resolve(base), onStep: () => undefined })).site;
}, 120_000);

const books = { method: 'GET', path: '/books/' } as const;
const views = base['shop/views.py'] ?? '';
const urls = base['shop/urls.py'] ?? '';
const settings = base['bookshop/settings.py'] ?? '';

test('what the URLconf prints while it is imported is printed by the first request of each start', () => {
  const files = { 'shop/views.py': `print("imported")\n${views}` };
  for (const start of [1, 2]) {
    site.start(files);
    const outputs = [site.request(books).output, site.request(books).output];
    expect(outputs, `start ${start}`).toEqual(['imported\n', '']);
  }
});

test('a query that it runs then is in the trace of the first request', () => {
  const query = 'from shop.models import Author\nAuthor.objects.count()\n';
  site.start({ 'shop/urls.py': `${query}${urls}` });
  const queries = [site.request(books), site.request(books)].map(
    ({ trace }) => trace.filter(({ kind }) => kind === 'query').length,
  );
  expect((queries[0] ?? 0) - (queries[1] ?? 0)).toBe(1);
});

test('an exception that it raises then is raised in each request', () => {
  site.start({ 'shop/urls.py': `raise RuntimeError("no routes today")\n${urls}` });
  // The page for a 500 is looked up in the URLconf too, so the exception leaves the handler.
  for (const _ of [1, 2]) expect(site.request(books).escaped?.message).toBe('no routes today');
});

test('a template that can’t be compiled is heard of by the request that asks for it', () => {
  site.start({ 'shop/templates/shop/book_detail.html': '{% no_such_tag %}' });
  expect(site.request(books).response?.status).toBe(200);
  expect(site.request({ ...books, path: '/books/1/' }).response?.status).toBe(500);
});

test('what a layer prints while it is built is printed once, before the first request of each start', () => {
  const files = {
    'bookshop/settings.py': settings.replace('MIDDLEWARE = [', 'MIDDLEWARE = [\n    "shop.middleware.Loud",'),
    'shop/middleware.py': 'def Loud(get_response):\n    print("built")\n    return get_response\n',
  };
  for (const start of [1, 2]) {
    site.start(files);
    expect([site.request(books).output, site.request(books).output], `start ${start}`).toEqual([
      'built\n',
      '',
    ]);
  }
});

test('a start that finds the site put back already begins anew all the same', () => {
  const files = { 'shop/views.py': `${views}\nseen = []\n` };
  const count = [
    'shell',
    '--no-imports',
    '-c',
    'from shop import views; views.seen.append(1); print(views.seen)',
  ];
  for (const _ of [1, 2, 3]) {
    site.start(files);
    expect(site.manage(count).output).toBe('[1]\n');
    site.putBack();
  }
});
