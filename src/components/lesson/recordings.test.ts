import { expect, test } from 'vitest';
import { TRACE_VERSION } from '../../trace/events.ts';
import { find, recording } from './recordings.ts';

const path = 'content/02-order/01-the-onion/traces.json';
const recordings = { 'one-call': { stack: [], trace: [] } };

test('a recording of the present version is found by its name', () => {
  expect(find({ version: TRACE_VERSION, recordings }, path, 'one-call')).toBe(recordings['one-call']);
});

test('a file of another version is refused with what to do', () => {
  expect(() => find({ version: 1, recordings }, path, 'one-call')).toThrow(
    `${path}: its version is 1, that of traces is ${TRACE_VERSION}. Record them again: RECORD=1 npx vitest run --project lessons.`,
  );
});

test('a name that nobody recorded is answered with those there are', () => {
  expect(() => find({ version: TRACE_VERSION, recordings }, path, 'two-calls')).toThrow(
    `${path}: it holds no trace "two-calls". Record one, or take one of: one-call.`,
  );
});

test('what was not recorded cannot be shown', () => {
  expect(() => recording('02-order/01-the-onion', 'one-call', ['signals'])).toThrow(
    /the trace "one-call" was recorded without signals\. Add that to its "show"/,
  );
});
