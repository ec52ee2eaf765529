import { describe, expect, test } from 'vitest';
import { pythonOutline } from './python-outline.ts';
import { rangeWords, sourceLines, sourceUrl } from './source-lines.ts';

const file = 'django/core/handlers/base.py';
const text = `"""Not a
def inside_a_string(): pass
"""
import logging

logger = logging.getLogger(
    "django.request"
)
if True:
    async def under_a_condition(): pass


class BaseHandler:
    _chain: object = None

    @property
    @cached(
        key="a"
    )
    def chain(self):
        text = '''
def nor_this():
'''
        return text  # def neither(): pass

    def load(
        self,
        is_async=False,
    ):
        def inner():
            return 1
        handler = \\
            inner
        for path in reversed(self.paths):
            handler = 1

        # The last line of the method is above.

    # Of the class.


def load(): return {"]": "'"}
`;
const lines = (name: string) => sourceLines(text, { file, name });

describe('a module’s definitions', () => {
  test('are its classes, functions and names, with all their lines', () => {
    expect(pythonOutline(text).map(({ name, first, last }) => [name, first, last])).toEqual([
      ['logger', 6, 8],
      ['under_a_condition', 10, 10],
      ['BaseHandler', 13, 35],
      ['BaseHandler.chain', 16, 24],
      ['BaseHandler.load', 26, 35],
      ['BaseHandler.load.inner', 30, 31],
      ['load', 42, 42],
    ]);
  });

  test('are found by their qualified name', () => {
    expect(lines('BaseHandler.load')).toEqual({ first: 26, last: 35 });
    expect(lines('load')).toEqual({ first: 42, last: 42 });
  });

  test('that are missing are answered with those of the same last name, or with all of the module', () => {
    expect(() => lines('Handler.load')).toThrow(
      `${file} defines no Handler.load. Correct the name; there are BaseHandler.load, load.`,
    );
    expect(() => lines('nowhere')).toThrow(
      `${file} defines no nowhere. Correct the name; there are logger, under_a_condition, BaseHandler, load.`,
    );
  });
});

describe('a part', () => {
  test('narrows to the one line that contains it', () => {
    expect(sourceLines(text, { file, name: 'BaseHandler.load', part: 'reversed(self.paths)' })).toEqual({
      first: 34,
      last: 34,
    });
    expect(sourceLines(text, { file, part: 'import logging' })).toEqual({ first: 4, last: 4 });
  });

  test('that is not in the definition is refused', () => {
    expect(() => sourceLines(text, { file, name: 'BaseHandler.load', part: 'import logging' })).toThrow(
      `no line of BaseHandler.load of ${file} contains "import logging". Copy a piece of one line as it stands.`,
    );
  });

  test('that stands on several lines is refused', () => {
    expect(() => sourceLines(text, { file, name: 'BaseHandler.load', part: 'inner' })).toThrow(
      `"inner" stands in BaseHandler.load of ${file} on lines 30, 33. Copy more of the line that is meant.`,
    );
  });
});

test('without a name the whole file is meant', () => {
  expect(sourceLines(text, { file })).toBe(null);
  expect(sourceUrl('5.2.18', file, null)).toBe(`https://github.com/django/django/blob/5.2.18/${file}`);
});

test('the address leads to the lines at the release’s tag', () => {
  const base = `https://github.com/django/django/blob/5.2.18/${file}`;
  expect(sourceUrl('5.2.18', file, { first: 26, last: 102 })).toBe(`${base}#L26-L102`);
  expect(sourceUrl('5.2.18', file, { first: 39, last: 39 })).toBe(`${base}#L39`);
  expect([rangeWords({ first: 26, last: 102 }), rangeWords({ first: 39, last: 39 })]).toEqual([
    'lines 26–102',
    'line 39',
  ]);
});
