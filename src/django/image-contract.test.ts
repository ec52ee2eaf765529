/** What the host keeps for the interpreter is put back too, and nothing of the host's calls into memory put back. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadPyodide, type PyodideAPI } from 'pyodide';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Image, imageInterpreter } from './image.ts';
import { pyodideFolder } from './node-source.ts';

let pyodide: PyodideAPI;
let saveImage: () => Image;
let image: Image;

beforeAll(async () => {
  pyodide = await loadPyodide({ indexURL: pyodideFolder, jsglobals: Object.create(null) });
  saveImage = imageInterpreter(pyodide);
  python(
    'import asyncio, gc, os, signal, sqlite3, sys\nfrom pyodide.ffi import create_once_callable, create_proxy',
  );
});
beforeEach(() => {
  image = saveImage();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function python(code: string): unknown {
  return pyodide.runPython(code);
}

test('the umask is put back', () => {
  const mask = python('mask = os.umask(0o077); mask');
  image.restore();
  expect(python('mask = os.umask(0o022); os.umask(mask); mask')).toBe(mask);
});

test('an alarm is called off', () => {
  python('import ctypes; ctypes.CDLL(None).alarm(1)');
  expect(vi.getTimerCount()).toBe(1);
  image.restore();
  expect(vi.getTimerCount()).toBe(0);
});

test('nothing on the event loop of the host ever runs', () => {
  python(
    [
      'loop = asyncio.new_event_loop()',
      'ran = []',
      'loop.call_soon(ran.append, 1)',
      'loop.call_later(0.001, ran.append, 2)',
    ].join('\n'),
  );
  vi.runAllTimers();
  expect(python('len(ran)')).toBe(0);
  image.restore();
  vi.runAllTimers();
  expect(python('1 + 1')).toBe(2);
});

test('what JavaScript forgets is not released in memory that was put back', async () => {
  vi.useRealTimers();
  python('kept = object()');
  const later = saveImage();
  const references = python('sys.getrefcount(kept)');
  python(
    'for _ in range(100): create_once_callable(kept.__eq__); create_once_callable(lambda kept=kept: kept)',
  );
  python('create_proxy(kept); create_proxy([kept]); None');
  later.restore();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 5; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(python('sys.getrefcount(kept)')).toBe(references);
});

test('SQLite draws other numbers after each return', () => {
  const draw = `str(sqlite3.connect(":memory:").execute("SELECT random()").fetchone()[0])`;
  python(draw);
  const later = saveImage();
  const draws = [1, 2, 3].map(() => {
    later.restore();
    return python(draw);
  });
  expect(new Set(draws).size).toBe(3);
});

test('memory that was asked for meanwhile is empty again', () => {
  python('large = b"x" * 40_000_000');
  image.restore();
  const { HEAPU8, _sbrk } = (
    pyodide as unknown as { _module: { HEAPU8: Uint8Array; _sbrk(by: number): number } }
  )._module;
  expect(HEAPU8.length).toBeGreaterThan(60_000_000);
  expect(HEAPU8.subarray(_sbrk(0)).findIndex((byte) => byte !== 0)).toBe(-1);
  expect(python('len(bytearray(50_000_000))')).toBe(50_000_000);
});

test('standard input is at its end, and can be closed', () => {
  expect(python('try:\n    a = input()\nexcept EOFError:\n    a = "end"\na')).toBe('end');
  python('os.close(0)');
  image.restore();
  expect(python('os.fstat(0).st_mode != 0')).toBe(true);
});
