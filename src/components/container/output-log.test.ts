import { expect, it } from 'vitest';
import { createOutputLog } from './output-log.ts';

it('gives back what was written, to those who come later too', () => {
  const log = createOutputLog();
  const told: string[] = [];
  log.write('one\n');
  const off = log.onWrite((text) => void told.push(text));
  log.write('two\n');
  off();
  log.write('three\n');
  expect(log.text()).toBe('one\ntwo\nthree\n');
  expect(told).toEqual(['two\n']);
});

it('keeps the end of what is too long, and begins it with a whole line', () => {
  const log = createOutputLog(100);
  for (let line = 0; line < 1000; line += 1) log.write(`line ${line}\n`);
  expect(log.text().length).toBeLessThanOrEqual(200);
  expect(log.text()).toMatch(/^line \d+\n/);
  expect(log.text()).toMatch(/line 999\n$/);
});

it('is empty once it was cleared', () => {
  const log = createOutputLog();
  log.write('one');
  log.clear();
  expect(log.text()).toBe('');
});
