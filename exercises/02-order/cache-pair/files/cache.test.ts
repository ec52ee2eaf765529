import { expect, test } from 'vitest';
import { FetchFromCacheMiddleware, UpdateCacheMiddleware } from './cache.ts';
import { HttpResponse } from './http.ts';
import { LocMemCache } from './locmem.ts';

test('the second visitor gets the page that the first one has waited for', () => {
  const cache = new LocMemCache(() => 0);
  let calls = 0;

  // Update is the outermost layer and Fetch the innermost: here they lie right around the view.
  const chain = UpdateCacheMiddleware(cache)(
    FetchFromCacheMiddleware(cache)((request) => {
      calls += 1;
      return new HttpResponse(`${request.path} was asked for`);
    }),
  );

  expect(chain({ method: 'GET', path: '/books/' }).content).toBe('/books/ was asked for');
  expect(chain({ method: 'GET', path: '/books/' }).content).toBe('/books/ was asked for');
  expect(calls).toBe(1);
});
