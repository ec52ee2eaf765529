import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Decision, reconcile, type Sides } from './reconcile.ts';

const cases: readonly [string, Sides, Decision][] = [
  ['the same on both sides', { ours: 'a', written: 'a', theirs: 'a' }, 'nothing'],
  ['the same by chance', { ours: 'b', written: 'a', theirs: 'b' }, 'nothing'],
  ['gone on both sides', { ours: null, written: 'a', theirs: null }, 'nothing'],
  ['typed', { ours: 'b', written: 'a', theirs: 'a' }, 'write'],
  ['added in the editor', { ours: 'a', written: null, theirs: null }, 'write'],
  ['removed in the editor', { ours: null, written: 'a', theirs: 'a' }, 'write'],
  ['changed in the terminal', { ours: 'a', written: 'a', theirs: 'b' }, 'take'],
  ['made in the terminal', { ours: null, written: null, theirs: 'a' }, 'take'],
  ['removed in the terminal', { ours: 'a', written: 'a', theirs: null }, 'take'],
  ['changed on both sides', { ours: 'b', written: 'a', theirs: 'c' }, 'write'],
  ['added on both sides', { ours: 'a', written: null, theirs: 'b' }, 'write'],
  ['typed, and removed in the terminal', { ours: 'b', written: 'a', theirs: null }, 'write'],
  ['removed in the editor, and changed in the terminal', { ours: null, written: 'a', theirs: 'b' }, 'take'],
];

describe('a file', () => {
  it.for(cases)('%s', ([, sides, decision]) => {
    expect(reconcile(sides)).toBe(decision);
  });
});

const side = constantFrom(null, 'a', 'b', 'c');
const anySides = (holds: (sides: Sides) => boolean): void =>
  assert(
    property(side, side, side, (ours, written, theirs) => holds({ ours, written, theirs })),
    { numRuns: 500 },
  );

test('no keystroke is ever lost: what differs from what both had is never taken away', () => {
  anySides((sides) => {
    const typed = sides.ours !== null && sides.ours !== sides.written;
    return !typed || reconcile(sides) !== 'take';
  });
});

test('a removal on one side never takes away what the other has written since', () => {
  anySides((sides) => {
    const decision = reconcile(sides);
    const changed = sides.theirs !== null && sides.theirs !== sides.written;
    return !(decision === 'write' && sides.ours === null && changed);
  });
});

test('both sides are equal after one decision, and nothing is left to do', () => {
  anySides(({ ours, written, theirs }) => {
    const decision = reconcile({ ours, written, theirs });
    const text = decision === 'take' ? theirs : ours;
    const after = {
      ours: text,
      theirs: decision === 'write' ? ours : theirs,
      written: text,
    };
    return after.ours === after.theirs && reconcile(after) === 'nothing';
  });
});
