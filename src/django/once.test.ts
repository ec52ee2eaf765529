import { expect, test, vi } from 'vitest';
import { once } from './once.ts';

test('what was made is made once', async () => {
  const make = vi.fn(async () => ({}));
  const get = once(make);
  expect(await get()).toBe(await get());
  expect(make).toHaveBeenCalledTimes(1);
});

test('what failed is tried again', async () => {
  const make = vi.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue('there');
  const get = once(make);
  await expect(get()).rejects.toThrow('no network');
  expect(await get()).toBe('there');
});

test('what is forgotten is made anew', async () => {
  const make = vi.fn(async () => ({}));
  const get = once(make);
  const first = await get();
  get.forget();
  expect(await get()).not.toBe(first);
});
