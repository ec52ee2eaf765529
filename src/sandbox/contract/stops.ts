import type { Fault } from '../protocol.ts';

/** Something that a learner may write and no site survives, and how it ends. */
export interface Misdeed {
  /** What the code does, after "code that". */
  readonly title: string;
  /** The body of a function, as lines. */
  readonly code: readonly string[];
  /** The fault that it ends as, `at` the line whose text this names; null where nobody can know the line. */
  readonly fault?: { readonly kind: Fault['kind']; readonly at: string | null };
  /** The exception that it ends as: Django makes a 500 of it, or it leaves Django's handler. */
  readonly raises?: string;
  /** Words of the failure; nothing of all that for what is no misdeed: the site answers. */
  readonly says?: string;
}

const running = 'Your code was still running after';

/** All of them. A time-out takes the whole limit, so they are few. */
export const MISDEEDS: readonly Misdeed[] = [
  {
    title: 'loops without end',
    code: ['while True:', '    count = 1'],
    fault: { kind: 'timeout', at: 'count = 1' },
    says: running,
  },
  {
    title: 'catches what would stop its loop',
    code: ['while True:', '    try:', '        while True: pass', '    except BaseException: pass'],
    fault: { kind: 'timeout', at: 'while True: pass' },
    says: running,
  },
  {
    title: 'has a built-in loop without end',
    code: ['import itertools', 'sum(itertools.count())'],
    fault: { kind: 'timeout', at: null },
    says: running,
  },
  {
    title: 'matches a regular expression that backtracks for ever',
    code: ['import re', 're.match(r"(a+)+$", "a" * 40 + "b")'],
    fault: { kind: 'timeout', at: 're.match(r"(a+)+$", "a" * 40 + "b")' },
    says: running,
  },
  {
    title: 'sleeps for an hour',
    code: ['import time', 'time.sleep(3600)'],
    fault: { kind: 'timeout', at: 'time.sleep(3600)' },
    says: 'Your code asked to sleep for 3600 seconds, in ',
  },
  {
    title: 'awaits a sleep of an hour',
    code: ['import asyncio', 'async def wait():', '    await asyncio.sleep(3600)', 'asyncio.run(wait())'],
    fault: { kind: 'timeout', at: 'await asyncio.sleep(3600)' },
    says: 'Your code asked to sleep for 3600 seconds, in ',
  },
  {
    title: 'acquires a lock twice',
    code: ['import threading', 'lock = threading.Lock()', 'lock.acquire()', 'lock.acquire()  # again'],
    fault: { kind: 'timeout', at: 'lock.acquire()  # again' },
    says: running,
  },
  {
    title: 'gets from a queue that stays empty',
    code: ['import queue', 'queue.Queue().get()'],
    fault: { kind: 'timeout', at: 'queue.Queue().get()' },
    says: running,
  },
  {
    title: 'awaits the task that it runs in',
    code: ['import asyncio', 'async def wait():', '    await asyncio.current_task()', 'asyncio.run(wait())'],
    raises: 'RuntimeError',
    says: 'RuntimeError',
  },
  {
    title: 'awaits what nobody will ever set',
    code: [
      'import asyncio',
      'async def wait():',
      '    await asyncio.get_running_loop().create_future()',
      'asyncio.run(wait())',
    ],
    raises: 'RuntimeError',
    says: 'RuntimeError',
  },
  {
    title: 'allocates a gigabyte',
    code: ['page = bytearray(1 << 30)'],
    fault: { kind: 'memory', at: 'page = bytearray(1 << 30)' },
    says: 'Your code asked for more memory than there is, in ',
  },
  {
    title: 'fills a list until the memory is full',
    code: ['pages = []', 'while True:', '    pages.append(bytearray(1 << 22))'],
    fault: { kind: 'memory', at: 'pages.append(bytearray(1 << 22))' },
    says: 'Your code asked for more memory than there is, in ',
  },
  {
    title: 'calls itself without end',
    code: ['def call():', '    return call()', 'call()'],
    raises: 'RecursionError',
    says: 'RecursionError',
  },
  {
    title: 'prints what is nested too deeply',
    code: ['nested = []', 'for _ in range(100_000): nested = [nested]', 'repr(nested)'],
    fault: { kind: 'overflow', at: 'repr(nested)' },
    says: 'Python ran out of stack, in ',
  },
  {
    title: 'parses JSON that is nested too deeply',
    code: ['import json', 'json.loads("[" * 100_000)'],
    fault: { kind: 'overflow', at: 'json.loads("[" * 100_000)' },
    says: 'Python ran out of stack, in ',
  },
  {
    title: 'calls sys.exit',
    code: ['import sys', 'sys.exit(3)'],
    raises: 'SystemExit',
    says: "SystemExit: 3 escaped Django's handler",
  },
  {
    title: 'calls os._exit',
    code: ['import os', 'os._exit(3)'],
    fault: { kind: 'exit', at: 'os._exit(3)' },
    says: 'the process exited with status 3.',
  },
  {
    title: 'calls os._exit as if all were well',
    code: ['import os', 'os._exit(0)'],
    fault: { kind: 'exit', at: 'os._exit(0)' },
    says: 'the process exited with status 0.',
  },
  {
    title: 'aborts',
    code: ['import os', 'os.abort()'],
    fault: { kind: 'crash', at: 'os.abort()' },
    says: 'The interpreter stopped working, in ',
  },
  {
    title: 'kills its own process',
    code: ['import os', 'os.kill(os.getpid(), 9)'],
    fault: { kind: 'exit', at: 'os.kill(os.getpid(), 9)' },
    says: 'signal 9 was sent to the process.',
  },
  {
    title: 'reads a wrong address',
    code: ['import ctypes', 'ctypes.string_at(1 << 30 | 1 << 31)'],
    fault: { kind: 'crash', at: 'ctypes.string_at(1 << 30 | 1 << 31)' },
    says: 'The interpreter stopped working, in ',
  },
  {
    title: 'writes over the memory of its interpreter',
    code: ['import ctypes', 'ctypes.memset(0, 255, 1 << 24)'],
    fault: { kind: 'crash', at: null },
    says: 'The interpreter stopped working',
  },
  {
    title: 'deletes Django',
    code: ['import django, os, shutil', 'shutil.rmtree(os.path.dirname(django.__file__))'],
    raises: 'OSError',
    says: 'OSError',
  },
  {
    title: 'prints 100 MB at once',
    code: ['print("x" * 100_000_000)'],
    fault: { kind: 'output', at: 'print("x" * 100_000_000)' },
    says: 'Your code had printed ',
  },
  {
    title: 'prints without end',
    code: ['while True:', '    print("x" * 100)'],
    fault: { kind: 'output', at: 'print("x" * 100)' },
    says: 'Your code had printed ',
  },
  {
    title: 'raises a BaseException',
    code: ['class Stop(BaseException): pass', 'raise Stop("enough")'],
    raises: 'Stop',
    says: "Stop: enough escaped Django's handler",
  },
  {
    title: 'raises KeyboardInterrupt',
    code: ['raise KeyboardInterrupt'],
    raises: 'KeyboardInterrupt',
    says: 'KeyboardInterrupt',
  },
  {
    title: 'raises GeneratorExit',
    code: ['raise GeneratorExit'],
    raises: 'GeneratorExit',
    says: 'GeneratorExit',
  },
  {
    title: 'puts a stdout in place that raises when it is written to',
    code: [
      'import sys',
      'class Refusing:',
      '    def write(self, text): raise ValueError("no")',
      'sys.stdout = Refusing()',
      'print("hello")',
    ],
    raises: 'ValueError',
    says: 'ValueError',
  },
  {
    title: 'puts a stdout in place that loops when it is flushed',
    code: [
      'import sys',
      'class Looping:',
      '    def flush(self):',
      '        while True: pass',
      'sys.stdout = Looping()',
    ],
    fault: { kind: 'timeout', at: 'while True: pass' },
    says: running,
  },
  {
    title: 'puts a stdout in place that interrupts when it is flushed',
    code: [
      'import sys',
      'class Interrupting:',
      '    def flush(self): raise KeyboardInterrupt',
      'sys.stdout = sys.stderr = Interrupting()',
    ],
  },
  { title: 'takes stdout away', code: ['import sys', 'sys.stdout = None', 'print("hello")'] },
  {
    title: 'prints into a StringIO',
    code: ['import io, sys', 'sys.stdout = io.StringIO()', 'print("hello")'],
  },
];

/** Ends in one of two ways: which of the limits it meets first depends on the machine. */
export const FORK_BOMB: readonly string[] = [
  'import asyncio',
  'async def bomb():',
  '    asyncio.create_task(bomb())',
  '    asyncio.create_task(bomb())',
  'async def light():',
  '    await bomb()',
  '    await asyncio.sleep(3600)',
  'asyncio.run(light())',
];
