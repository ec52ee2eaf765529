import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SandboxError } from './outcome.ts';
import type { SandboxState } from './protocol.ts';
import { createStateTeller } from './state-teller.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const teller = createStateTeller(() => ({ phase: 'ready' }));
  const states: SandboxState[] = [];
  teller.state.listen((state) => states.push(state));
  return { teller, states };
}

test('progress is told ten times a second at most, the last of it first', () => {
  const { teller, states } = setUp();
  teller.begin(null);
  for (const finished of [1, 2, 3]) teller.progress(finished, 9);
  vi.advanceTimersByTime(100);
  expect(states).toEqual([
    { phase: 'running', finished: 0, total: null },
    { phase: 'running', finished: 3, total: 9 },
  ]);
});

test('the progress of a check that is over is not told any more', async () => {
  const { teller, states } = setUp();
  await teller.whileWorking(async () => {
    teller.progress(1, 9);
    teller.end();
  });
  vi.advanceTimersByTime(1_000);
  expect(states).toEqual([{ phase: 'ready' }]);
});

test('what the learner’s code did leaves the sandbox ready, anything else says what to do', async () => {
  const { teller } = setUp();
  const failing = (error: unknown) => teller.whileWorking(() => Promise.reject(error)).catch(() => undefined);
  await failing(new SandboxError({ kind: 'timeout', verb: 'play', milliseconds: 5_000 }));
  expect(teller.state.get()).toEqual({ phase: 'ready' });
  await failing(new SandboxError({ kind: 'boot', detail: 'no network.' }));
  expect(teller.state.get()).toEqual({
    phase: 'failed',
    reason: 'The interpreter could not start: no network.',
    remedy: 'Try again. If it happens again, reload the page: what you wrote is kept.',
  });
});

test('what was called off is no failure', async () => {
  const { teller } = setUp();
  const reason = new Error('called off');
  const working = teller.whileWorking(
    () => Promise.reject(reason),
    (error) => error === reason,
  );
  await expect(working).rejects.toBe(reason);
  expect(teller.state.get()).toEqual({ phase: 'ready' });
});

test('work that ends while other work goes on doesn’t say that the sandbox is ready', async () => {
  const { teller } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  const long = teller.whileWorking(() => {
    teller.begin(null);
    return promise;
  });
  await teller.whileWorking(async () => undefined);
  expect(teller.state.get()).toEqual({ phase: 'running', finished: 0, total: null });
  resolve();
  await long;
  expect(teller.state.get()).toEqual({ phase: 'ready' });
});
