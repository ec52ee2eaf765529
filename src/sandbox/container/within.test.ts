import { expect, test } from 'vitest';
import { createQueue } from './queue.ts';
import { within } from './within.ts';

const forever = new Promise<never>(() => undefined);
const { signal: never } = new AbortController();

test('work that is done in time gives its value or its failure', async () => {
  expect(await within(Promise.resolve(1), { signal: never, milliseconds: 60_000 })).toBe(1);
  await expect(within(Promise.reject(new Error('broken')), { signal: never })).rejects.toThrow('broken');
});

test('work that takes too long rejects with what is said then', async () => {
  const late = () => new Error('too long');
  await expect(within(forever, { signal: never, milliseconds: 1, late })).rejects.toThrow('too long');
});

test('an abort rejects with its reason, before the work and during it', async () => {
  const abort = new AbortController();
  const waiting = within(forever, { signal: abort.signal });
  const reason = new Error('called off');
  abort.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(within(Promise.resolve(1), { signal: abort.signal })).rejects.toBe(reason);
});

test('a queue does one thing after the other, and goes on after a failure', async () => {
  const inTurn = createQueue();
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const all = [
    inTurn(async () => {
      order.push('first begins');
      await first.promise;
      order.push('first ends');
      throw new Error('broken');
    }),
    inTurn(async () => order.push('second')),
  ];
  first.resolve();
  const [failed, second] = await Promise.allSettled(all);
  expect(failed?.status).toBe('rejected');
  expect(second?.status).toBe('fulfilled');
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});
