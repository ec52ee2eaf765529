import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';

test('without a choice everything is measured but what takes many minutes', () => {
  expect([...partsOf(undefined)]).toEqual([
    'replica',
    'lesson',
    'exercises',
    'visits',
    'check',
    'interpreter',
    'memory',
  ]);
});

test('a choice is all that is measured', () => {
  expect([...partsOf('check,memory')]).toEqual(['check', 'memory']);
});

test('--network measures the network alone, unless parts are chosen beside it', () => {
  expect([...partsOf(undefined, true)]).toEqual(['network']);
  expect([...partsOf('visits', true)]).toEqual(['visits', 'network']);
});

test('a part that does not exist is refused with those that do', () => {
  expect(() => partsOf('visits,speed')).toThrow(
    'The bench has no part "speed". Choose from: replica, lesson, exercises, visits, check, interpreter, memory, network',
  );
});
