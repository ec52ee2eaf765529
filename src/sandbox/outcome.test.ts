import { expect, test } from 'vitest';
import type { SourceLine } from '../trace/events.ts';
import { describeFault, endsRoom, isLearnersFault, outcomeOf, SandboxError, unwrap } from './outcome.ts';
import type { Fault } from './protocol.ts';

const line = (text: string): SourceLine => ({ file: 'shop/views.py', line: 7, function: 'view', text });

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
    'Your code was still running after 5 seconds and was stopped. ' +
      'Look for a loop that never ends, or for a wait for something that never comes.',
    { kind: 'timeout', verb: 'request', milliseconds: 5000 },
  ],
  [
    'Your code was still running after 1 second, in shop/views.py, line 7 (`while True:`), and was stopped. ' +
      'Look for a loop that never ends, or for a wait for something that never comes.',
    { kind: 'timeout', verb: 'request', milliseconds: 1000, asked: null, at: line('while True:') },
  ],
  [
    'Your code asked to sleep for 3600 seconds, in shop/views.py, line 7 (`time.sleep(3600)`), and a run may take ' +
      '5 seconds in all. A request that sleeps keeps its client waiting: look for what it waits for.',
    { kind: 'timeout', verb: 'request', milliseconds: 5000, asked: 3599.98, at: line('time.sleep(3600)') },
  ],
  [
    'Your code had printed 10 MB when it was stopped, in shop/views.py, line 7 (`print(page)`). ' +
      'Look for a `print` in a loop that never ends, or of far too much at once.',
    { kind: 'output', bytes: 10_485_800, at: line('print(page)') },
  ],
  [
    'Your code asked for more memory than there is: with it, Python would have had 1066 MB. ' +
      'Look for something that grows without end, or is built far too large.',
    { kind: 'memory', bytes: 1_117_388_800, at: null },
  ],
  [
    'Your code ended Python itself, in shop/views.py, line 7 (`os._exit(3)`): the process exited with status 3. ' +
      'A site must never do that.',
    { kind: 'exit', status: 3, at: line('os._exit(3)') },
  ],
  [
    'Your code ended Python itself: signal 9 was sent to the process. A site must never do that.',
    { kind: 'exit', status: 137, at: null },
  ],
  [
    'Python ran out of stack, in shop/views.py, line 7 (`repr(page)`). ' +
      'Look for a function that calls itself without end, or for data that is nested thousands of levels deep.',
    { kind: 'overflow', at: line('repr(page)') },
  ],
  [
    'The interpreter stopped working (out of memory). A new one is started for the next run.',
    { kind: 'crash', detail: 'out of memory' },
  ],
  [
    'The interpreter stopped working, in shop/views.py, line 7 (`os.abort()`) (unreachable). ' +
      'A new one is started for the next run.',
    { kind: 'crash', detail: 'unreachable', at: line('os.abort()') },
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

test('an error points at the line of its fault, and its message goes on with the evidence', () => {
  const at = line('os.abort()');
  const error = new SandboxError({ kind: 'exit', status: 1, at }, ['Sent\n  GET /']);
  expect(error.at).toEqual(at);
  expect(error.message).toMatch(/A site must never do that\.\n\nSent\n {2}GET \/$/);
});

test('a room goes on after code that was stopped, and not after code that took Python with it', () => {
  const stopped: Fault[] = [
    { kind: 'timeout', verb: 'request', milliseconds: 1, at: null },
    { kind: 'output', bytes: 1, at: null },
  ];
  const deadly: Fault[] = [
    { kind: 'memory', bytes: 1, at: null },
    { kind: 'exit', status: 1, at: null },
    { kind: 'overflow', at: null },
    { kind: 'crash', detail: '', at: null },
  ];
  expect(stopped.filter(endsRoom)).toEqual([]);
  expect(deadly.filter(endsRoom)).toEqual(deadly);
});

test('what the learner wrote leaves the sandbox ready; a boot that fails does not', () => {
  expect(isLearnersFault({ kind: 'exit', status: 1, at: null })).toBe(true);
  expect(isLearnersFault({ kind: 'crash', detail: 'unreachable', at: line('os.abort()') })).toBe(true);
  expect(isLearnersFault({ kind: 'boot', detail: 'no WebAssembly.' })).toBe(false);
});
