import { expect, test } from 'vitest';
import { differenceOf, otherOf } from './snapshot.ts';

/** A snapshot with a header of that many bytes, which says so itself. */
function snapshotOf(headerLength: number, memory: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(headerLength + memory.length);
  new DataView(bytes.buffer).setUint32(4, headerLength, true);
  bytes.set(memory, headerLength);
  return bytes;
}

const before = snapshotOf(16, [1, 2, 3, 4, 5]);
const after = snapshotOf(24, [1, 2, 3, 9, 5, 6, 7, 8]);

test.for([
  [after, before],
  [before, after],
] as const)('a snapshot and the difference give the other one, whichever is longer', ([one, other]) => {
  expect(otherOf(one, differenceOf(one, other))).toEqual(other);
});

test('what two memories have in common is zero in their difference', () => {
  expect([...differenceOf(after, before).subarray(4 + 16)]).toEqual([0, 0, 0, 4 ^ 9, 0]);
});
