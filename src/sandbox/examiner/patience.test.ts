import { expect, test } from 'vitest';
import type { Fault } from '../protocol.ts';
import { patienceAfter } from './patience.ts';

const hung: Fault = { kind: 'timeout', verb: 'request', milliseconds: 5_000 };
const died: Fault = { kind: 'exit', status: 1, at: null };

test('a test that hung leaves less time to the next ones', () => {
  expect(patienceAfter([])).toEqual({ kind: 'full' });
  expect(patienceAfter([hung])).toEqual({ kind: 'short' });
  expect(patienceAfter([hung, hung, hung])).toEqual({ kind: 'short' });
});

test('after four tests that hung the rest are skipped, and told why', () => {
  expect(patienceAfter([hung, died, hung, hung, hung])).toEqual({
    kind: 'none',
    reason: "Not run: 4 tests before it had to be stopped because your code didn't end.",
  });
});

test('an interpreter that died costs nobody any time', () => {
  expect(patienceAfter([died, died, died, died, died])).toEqual({ kind: 'full' });
});

test('without an interpreter nothing more is run', () => {
  expect(patienceAfter([{ kind: 'boot', detail: 'no WebAssembly.' }])).toEqual({
    kind: 'none',
    reason: 'Not run: there was no interpreter to run it on.',
  });
});
