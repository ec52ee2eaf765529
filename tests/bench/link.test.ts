import { expect, test } from 'vitest';
import { createLink } from './link.ts';

test('ten megabits a second are 1250 bytes a millisecond', () => {
  expect(createLink(10).send(125_000, 1000)).toBe(1100);
});

test('what comes while the link is busy waits for its turn, whoever sent it', () => {
  const link = createLink(10);
  expect(link.send(1250, 0)).toBe(1);
  expect(link.send(1250, 0)).toBe(2);
  expect(link.send(1250, 1.5)).toBe(3);
});

test('time in which nothing was sent is not saved up', () => {
  const link = createLink(10);
  link.send(1250, 0);
  expect(link.send(1250, 500)).toBe(501);
});
