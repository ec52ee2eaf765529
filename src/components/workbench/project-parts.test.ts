import { afterEach, expect, test, vi } from 'vitest';
import { fetchExerciseParts, fetchSharedParts } from './project-parts.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(responses: Readonly<Record<string, Response>>): void {
  vi.stubGlobal('fetch', async (address: string) => {
    const response = responses[address];
    if (response === undefined) throw new TypeError('Failed to fetch');
    return response;
  });
}

test('the parts are what the build wrote for the track and for the exercise', async () => {
  answer({
    '/projects/rebuild.json': Response.json({ base: {}, helpers: { 'room.js': '' } }),
    '/projects/02-order/compose-the-onion.json': Response.json({ title: 'Compose the onion' }),
  });
  expect(await fetchSharedParts()).toEqual({ base: {}, helpers: { 'room.js': '' } });
  expect(await fetchExerciseParts('02-order/compose-the-onion')).toEqual({ title: 'Compose the onion' });
});

test('without a connection it says so', async () => {
  answer({});
  await expect(fetchExerciseParts('02-order/compose-the-onion')).rejects.toThrow(
    '/projects/02-order/compose-the-onion.json could not be fetched. Look at your connection.',
  );
});

test('a site that lacks the parts is named with what it answered', async () => {
  answer({ '/projects/rebuild.json': new Response('', { status: 404 }) });
  await expect(fetchSharedParts()).rejects.toThrow(
    '/projects/rebuild.json answered 404, and the project needs the files in it. Reload the page and try again.',
  );
});
