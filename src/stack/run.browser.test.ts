import { expect, test } from 'vitest';
import { runStack, type StackRun } from './run.ts';
import type { Stack } from './schema.ts';
import { startprojectMiddleware } from './startproject.ts';

const stack: Stack = {
  server: 'asgi',
  middleware: [
    ...startprojectMiddleware,
    { own: 'Stamp', style: 'class', mode: 'both', before: [], after: [{ do: 'read-user' }] },
  ],
  views: [{ name: 'book', mode: 'async', does: [{ do: 'raise', exception: 'PermissionDenied' }] }],
  routes: [{ route: 'books/<int:pk>/', view: 'book' }],
  request: { method: 'GET', path: '/books/7/', signedIn: true },
};

test('the replica runs in a page', () => {
  const { response, trace, startUp } = runStack(stack);
  expect(response).toMatchObject({ status: 403, body: '<h1>Forbidden</h1>\n' });
  expect(startUp).toHaveLength(8);
  expect(trace.filter(({ kind }) => kind === 'query')).toHaveLength(2);
});

test('the replica does the same in a Worker', async () => {
  const worker = new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<StackRun>();
  worker.onmessage = ({ data }: MessageEvent<StackRun>) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.postMessage(stack);
  expect(await promise.finally(() => worker.terminate())).toEqual(runStack(stack));
});
