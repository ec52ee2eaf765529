import type { OwnLayer, Stack } from '../../stack/schema.ts';
import { startprojectMiddleware } from '../../stack/startproject.ts';

/** What `startproject` writes into MIDDLEWARE, with a layer of one's own inside, and a page of the bookshop. */
export const startStack: Stack = {
  server: 'wsgi',
  middleware: [
    ...startprojectMiddleware,
    {
      own: 'Stamp',
      style: 'class',
      mode: 'sync',
      before: [],
      after: [{ do: 'set-header', name: 'X-Stamp', value: 'bookshop' }],
    },
  ],
  views: [{ name: 'book', mode: 'sync', does: [{ do: 'answer', status: 200, body: '<h1>Emma</h1>' }] }],
  routes: [{ route: 'books/<int:pk>/', view: 'book' }],
  request: { method: 'GET', path: '/books/7/' },
};

/** A new layer of one's own: it passes everything on. */
export function newLayer(taken: readonly string[]): OwnLayer {
  const names = ['Mine', ...Array.from({ length: 24 }, (_, index) => `Mine${index + 2}`)];
  const own = names.find((name) => !taken.includes(name)) ?? 'Mine';
  return { own, style: 'class', mode: 'sync', before: [], after: [] };
}
