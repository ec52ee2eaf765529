import { describe, expect, it } from 'vitest';
import { type Key, type KeyUse, useOfKey } from './keys.ts';

const key = (name: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey')[]): Key => ({
  key: name,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
});

const cases: readonly [string, Key, boolean, KeyUse][] = [
  ['a letter is typed', key('a'), false, 'type'],
  ['Tab completes', key('Tab'), false, 'type'],
  ['Shift Tab leaves', key('Tab', 'shiftKey'), false, 'page'],
  ['Enter is typed', key('Enter'), false, 'type'],
  ['Control Enter checks', key('Enter', 'ctrlKey'), false, 'page'],
  ['Command Enter checks', key('Enter', 'metaKey'), false, 'page'],
  ['Control C interrupts', key('c', 'ctrlKey'), false, 'type'],
  ['Control C copies what is selected', key('c', 'ctrlKey'), true, 'copy'],
  ['Control Shift C never interrupts', key('C', 'ctrlKey', 'shiftKey'), false, 'page'],
  ['Command C copies what is selected', key('c', 'metaKey'), true, 'copy'],
  ['Control V pastes', key('v', 'ctrlKey'), false, 'page'],
  ['Control Shift V pastes', key('V', 'ctrlKey', 'shiftKey'), false, 'page'],
  ['Control L is typed', key('l', 'ctrlKey'), true, 'type'],
  ['what is Command’s is the browser’s', key('r', 'metaKey'), false, 'page'],
];

describe('in a terminal', () => {
  it.for(cases)('%s', ([, pressed, hasSelection, use]) => {
    expect(useOfKey(pressed, hasSelection)).toBe(use);
  });
});
