import { expect, test } from 'vitest';
import { describeStack } from './describe.ts';

test('a stack is told from the outermost layer in', () => {
  const text = describeStack({
    server: 'asgi',
    middleware: [
      { shipped: 'django.middleware.common.CommonMiddleware' },
      {
        own: 'Stamp',
        style: 'class',
        mode: 'sync',
        before: [],
        after: [{ do: 'set-header', name: 'X-Stamp', value: 'one' }],
        process_view: [],
      },
      { own: 'Net', style: 'mixin', mode: 'async', unused: true, before: [{ do: 'read-user' }], after: [] },
    ],
    views: [
      { name: 'book', mode: 'async', does: [{ do: 'raise', exception: 'Http404' }] },
      { name: 'shelf', mode: 'sync', does: [{ do: 'stream', chunks: ['a'], raises: 'ValueError' }] },
    ],
    routes: [{ route: 'books/<int:pk>/', view: 'book' }],
    request: { method: 'POST', path: '/books/7/', signedIn: true, body: 'a=1' },
    settings: { APPEND_SLASH: false },
    handler500: 'raises',
  });
  expect(text).toBe(
    `asgi  POST /books/7/, signed in, body a=1, APPEND_SLASH=false, the error page raises
  django.middleware.common.CommonMiddleware
  Stamp (class): after: set-header X-Stamp; process_view: nothing
  Net (async mixin, unused): before: read-user
  view book (async) at books/<int:pk>/: raise Http404
  view shelf, nowhere: stream 1 chunks that raises ValueError`,
  );
});
