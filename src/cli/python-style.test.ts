import { expect, test } from 'vitest';
import { formatPython, lintText } from './python-style.ts';

test('Python is formatted as Ruff does it', () => {
  expect(formatPython('a.py', "x = {'a':1}")).toBe('x = {"a": 1}\n');
});

test('the formatter keeps the parentheses of an except clause, which learners know', () => {
  const clause = 'try:\n    pass\nexcept (A, B):\n    pass\n';
  expect(formatPython('a.py', clause)).toBe(clause);
});

test('a file that Python cannot read is named', () => {
  expect(() => formatPython('shop/views.py', 'def broken(:')).toThrow(
    /^shop\/views\.py can't be formatted: /,
  );
});

test('a mistake is told with its place and its rule', () => {
  expect(lintText('shop/views.py', '"""Views."""\n\nimport os\n')).toEqual([
    'shop/views.py:3:8 `os` imported but unused (F401)',
  ]);
});
