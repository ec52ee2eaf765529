import { expect, test } from 'vitest';
import { print, printAll } from './print.ts';

class HttpResponse {
  status = 200;
}

test.each([
  [undefined, 'undefined'],
  ["it's", '"it\'s"'],
  [12n, '12n'],
  [Symbol('s'), 'Symbol(s)'],
  [class Layer {}, '[function Layer]'],
  [new TypeError('boom'), 'TypeError: boom'],
  [new HttpResponse(), 'HttpResponse { status: 200 }'],
  [new Set([1]), 'Set [1]'],
  [{}, '{}'],
  [[[[[[1]]]]], '[[[[…]]]]'],
])('%o reads %s', (value, text) => {
  expect(print(value)).toBe(text);
});

test('strings among other values stand without quotes', () => {
  expect(printAll(['status', 200, 'of', ['A']])).toBe('status 200 of ["A"]');
});

test('a value that contains itself, or refuses to be read, is printed all the same', () => {
  const self: { self?: unknown } = {};
  self.self = self;
  expect(print(self)).toBe('{ self: [circular] }');
  const hostile = {
    get name(): never {
      throw new Error('no');
    },
  };
  expect(print(hostile)).toBe('[unreadable]');
});
