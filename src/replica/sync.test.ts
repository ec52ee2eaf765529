import { expect, test } from 'vitest';
import { Recorder } from '../trace/recorder.ts';
import { asyncToSync, isCoroutineFunction, markCoroutineFunction, runToEnd, syncToAsync } from './sync.ts';

test('calling a coroutine function runs nothing until somebody awaits it', () => {
  const ran: string[] = [];
  // biome-ignore lint/correctness/useYield: a coroutine that never waits
  function* view() {
    ran.push('view');
    return 200;
  }
  const coroutine = view();
  expect(ran).toEqual([]);
  expect(runToEnd(coroutine)).toBe(200);
  expect(ran).toEqual(['view']);
});

test('an object is a coroutine function once it is marked', () => {
  const instance = { call: () => null };
  expect(isCoroutineFunction(instance)).toBe(false);
  markCoroutineFunction(instance);
  expect(isCoroutineFunction(instance)).toBe(true);
});

test('an adapter notes each call that it carries over, not its own making', () => {
  const recorder = new Recorder();
  const there = syncToAsync((status: number) => status, 'view', recorder);
  const back = asyncToSync(there, 'Layer', recorder);
  expect(recorder.take()).toEqual([]);
  expect(back(404)).toBe(404);
  expect(recorder.take()).toEqual([
    { kind: 'switched', to: 'async', callee: 'Layer' },
    { kind: 'switched', to: 'sync', callee: 'view' },
  ]);
});

test('what the callee raises comes through both adapters', () => {
  const recorder = new Recorder();
  const raise = (): never => {
    throw new RangeError('out of books');
  };
  expect(() => asyncToSync(syncToAsync(raise, 'raise', recorder), 'raise', recorder)()).toThrow(
    'out of books',
  );
});
