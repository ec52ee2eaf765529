import { expect, test } from 'vitest';
import { createOutputBuffer } from './output.ts';

test('output under the limit is kept whole and taken once', () => {
  const output = createOutputBuffer(10);
  output.write('one\n');
  output.write('two\n');
  expect(output.take()).toBe('one\ntwo\n');
  expect(output.take()).toBe('');
});

test('output past the limit is dropped and counted', () => {
  const output = createOutputBuffer(5);
  output.write('12345678');
  output.write('90');
  expect(output.take()).toBe('12345\n… 5 more characters were printed and are not shown.\n');
});
