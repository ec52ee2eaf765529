import { expect, test, vi } from 'vitest';
import type { SourceLine } from '../trace/events.ts';
import { CodeStopped, createLimits, type Limits, PRINT_LIMIT } from './limits.ts';

const at: SourceLine = { file: 'shop/views.py', line: 3, function: 'view', text: 'while True:' };
const XCPU = 24;

/** Limits whose clock stands still unless somebody turns it. */
function stillLimits() {
  const clock = { time: 1000 };
  const onStopping = vi.fn<(at: SourceLine | null) => void>();
  const limits = createLimits({ now: () => clock.time, onStopping });
  const buffer = limits.signals(() => at);
  /** Reads the buffer so often that the clock is looked at. */
  const poll = (): number => Math.max(buffer[0], buffer[0], buffer[0], buffer[0]);
  return { clock, limits, poll, onStopping };
}

function stopOf(limits: Limits, verb: () => unknown): unknown {
  try {
    limits.within(500, verb);
    return null;
  } catch (error) {
    if (error instanceof CodeStopped) return error.stop;
    throw error;
  }
}

test('a signal comes when the time of a verb is over, and again while it goes on', () => {
  const { clock, limits, poll } = stillLimits();
  limits.within(500, () => {
    clock.time += 499;
    expect(poll()).toBe(0);
    clock.time += 1;
    expect(poll()).toBe(XCPU);
    expect(poll()).toBe(0);
    clock.time += 20;
    expect(poll()).toBe(XCPU);
  });
});

test('no signal comes between two verbs', () => {
  const { clock, limits, poll } = stillLimits();
  limits.within(500, () => undefined);
  clock.time += 10_000;
  expect(poll()).toBe(0);
  expect(limits.secondsLeft()).toBeNull();
});

test('the line that is being stopped is told once in a verb, before Python knows', () => {
  const { clock, limits, poll, onStopping } = stillLimits();
  limits.within(500, () => {
    clock.time += 500;
    poll();
    clock.time += 500;
    poll();
  });
  expect(onStopping.mock.calls).toEqual([[at]]);
});

test('what is left of the time is counted in seconds', () => {
  const { clock, limits } = stillLimits();
  limits.within(500, () => {
    clock.time += 100;
    expect(limits.secondsLeft()).toBe(0.4);
    clock.time += 1000;
    expect(limits.secondsLeft()).toBe(0);
  });
});

test('a stop that Python reports is a time-out with the line and the limit', () => {
  const { limits } = stillLimits();
  const stop = stopOf(limits, () => {
    throw limits.stopped({ at, asked: 3600 });
  });
  expect(stop).toEqual({ kind: 'timeout', milliseconds: 500, asked: 3600, at });
});

test('too much output asks Python to look, signals at once and is what the stop was for', () => {
  const { limits, poll } = stillLimits();
  const stop = stopOf(limits, () => {
    expect(limits.printed(PRINT_LIMIT)).toBe(false);
    expect(poll()).toBe(0);
    expect(limits.printed(1)).toBe(true);
    expect(poll()).toBe(XCPU);
    expect(limits.printed(1)).toBe(false);
    throw limits.stopped({ at, asked: null });
  });
  expect(stop).toEqual({ kind: 'output', bytes: PRINT_LIMIT + 2, at });
});

test('too much output stops a verb that has returned by then, and none that comes later', () => {
  const { limits } = stillLimits();
  expect(stopOf(limits, () => limits.printed(PRINT_LIMIT + 1))).toMatchObject({ kind: 'output', at: null });
  expect(stopOf(limits, () => undefined)).toBeNull();
});

test.for([
  ['the trace of an exchange', () => ({ trace: [{ kind: 'view-raised', exception: 'MemoryError', at }] })],
  ['what escaped Django', () => ({ trace: [], escaped: { exception: 'MemoryError', at } })],
  [
    'a start that failed',
    () => {
      throw Object.assign(new Error(), { error: { exception: 'MemoryError', at } });
    },
  ],
] as const)(
  'memory that was refused is the reason, whatever came of it, with the line from %s',
  ([, verb]) => {
    const { limits } = stillLimits();
    const stop = stopOf(limits, () => {
      limits.refused(2 ** 30);
      return verb();
    });
    expect(stop).toEqual({ kind: 'memory', bytes: 2 ** 30, at });
  },
);

test('memory that was refused is a stop although the code went on', () => {
  const { limits } = stillLimits();
  expect(stopOf(limits, () => limits.refused(2 ** 30))).toEqual({ kind: 'memory', bytes: 2 ** 30, at: null });
});
