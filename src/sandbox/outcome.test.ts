import { expect, test } from 'vitest';
import { describeFault, outcomeOf, SandboxError, unwrap } from './outcome.ts';
import type { Fault } from './protocol.ts';

const faults: readonly (readonly [string, Fault])[] = [
  [
    "ModuleNotFoundError: No module named 'shopp' (bookshop/urls.py, line 3)",
    {
      kind: 'code',
      exception: 'ModuleNotFoundError',
      message: "No module named 'shopp'",
      at: { file: 'bookshop/urls.py', line: 3, function: '<module>', text: 'import shopp' },
      traceback: '',
    },
  ],
  [
    'Your code was still running after 5 seconds and was stopped. Look for a loop that never ends.',
    { kind: 'timeout', verb: 'request', milliseconds: 5000 },
  ],
  [
    'The interpreter stopped working (out of memory). A new one is started for the next run.',
    { kind: 'crash', detail: 'out of memory' },
  ],
  ['The interpreter could not start: no WebAssembly.', { kind: 'boot', detail: 'no WebAssembly.' }],
  ['The sandbox is closed. Reload the page to open a new one.', { kind: 'closed' }],
];

test.for(faults)('%s', ([text, fault]) => {
  expect(describeFault(fault)).toBe(text);
});

test('an outcome gives back the value, or throws the fault it carries', async () => {
  expect(unwrap(await outcomeOf(() => 42))).toBe(42);
  const refused = await outcomeOf(() => {
    throw new SandboxError({ kind: 'closed' });
  });
  expect(() => unwrap(refused)).toThrow(SandboxError);
});

test('an error that nobody foresaw is a crash', async () => {
  const outcome = await outcomeOf(() => Promise.reject(new TypeError('x is undefined')));
  expect(outcome).toEqual({ ok: false, fault: { kind: 'crash', detail: 'x is undefined' } });
});
