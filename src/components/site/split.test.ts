import { describe, expect, it } from 'vitest';
import { clampSplit, readSplit, splitAfterKey } from './split.ts';

const range = { min: 30, max: 65, initial: 46 };

describe('a splitter', () => {
  it('stays within its range', () => {
    expect(clampSplit(12, range)).toBe(30);
    expect(clampSplit(99, range)).toBe(65);
    expect(clampSplit(41.26, range)).toBe(41.3);
  });

  it('moves by the arrow keys of its axis and by no other', () => {
    expect(splitAfterKey('ArrowLeft', 46, 'x', range)).toBe(44);
    expect(splitAfterKey('ArrowRight', 64, 'x', range)).toBe(65);
    expect(splitAfterKey('ArrowDown', 46, 'y', range)).toBe(48);
    expect(splitAfterKey('ArrowDown', 46, 'x', range)).toBeNull();
    expect(splitAfterKey('Tab', 46, 'x', range)).toBeNull();
  });

  it('jumps to its ends, and back to where it began', () => {
    expect(splitAfterKey('Home', 46, 'x', range)).toBe(30);
    expect(splitAfterKey('End', 46, 'x', range)).toBe(65);
    expect(splitAfterKey('Enter', 60, 'x', range)).toBe(46);
  });

  it('forgets a remembered size that is none', () => {
    expect(readSplit('52.5', range)).toBe(52.5);
    expect(readSplit('wide', range)).toBeNull();
    expect(readSplit(null, range)).toBeNull();
  });
});
