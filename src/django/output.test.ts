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

test('a character that comes in two pieces is one', () => {
  const output = createOutputBuffer();
  const bytes = new TextEncoder().encode('naïve\n');
  output.writeBytes(bytes.subarray(0, 3));
  output.writeBytes(bytes.subarray(3));
  expect(output.take()).toBe('naïve\n');
});

test('half a character is left to nobody else', () => {
  const output = createOutputBuffer();
  output.writeBytes(new TextEncoder().encode('ï').subarray(0, 1));
  expect(output.take()).toBe('\ufffd');
  output.writeBytes(new TextEncoder().encode('next'));
  expect(output.take()).toBe('next');
});

test('bytes past the limit are counted and not decoded', () => {
  const output = createOutputBuffer(5);
  output.writeBytes(new Uint8Array(100_000_000).fill(0x78));
  output.writeBytes(new Uint8Array(10).fill(0x78));
  expect(output.take()).toBe('xxxxx\n… 100000005 more characters were printed and are not shown.\n');
});
