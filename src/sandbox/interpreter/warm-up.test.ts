import { expect, test } from 'vitest';
import type { Site } from '../../django/site.ts';
import { warmUp } from './warm-up.ts';

function openSite(): { readonly site: Site; readonly did: string[] } {
  const did: string[] = [];
  const site = {
    start: () => void did.push('start'),
    request: ({ path }: { path: string }) => void did.push(path),
  } as unknown as Site;
  return { site, did };
}

test('it starts the site and sends requests, round after round', async () => {
  const { site, did } = openSite();
  expect(await warmUp(site, () => false)).toBe(12);
  expect(did.slice(0, 5)).toEqual(['start', '/books/', '/books/1/', '/no-such-page/', 'start']);
});

test('it ends with the round in which the site came to be needed', async () => {
  const { site, did } = openSite();
  expect(await warmUp(site, () => did.length > 4)).toBe(2);
  expect(did).toHaveLength(8);
});

test('a site that is needed at once is left alone', async () => {
  const { site, did } = openSite();
  await warmUp(site, () => true);
  expect(did).toEqual([]);
});
