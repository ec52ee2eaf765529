import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { differenceOf, inflate, inflating, otherOf } from './snapshot.ts';

/** A snapshot with a header of that many bytes, which says so itself. */
function snapshotOf(headerLength: number, memory: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(headerLength + memory.length);
  new DataView(bytes.buffer).setUint32(4, headerLength, true);
  bytes.set(memory, headerLength);
  return bytes;
}

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new Blob([new Uint8Array(gzipSync(bytes))]).stream();

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

test('a snapshot is there, in its full length, before its bytes are', async () => {
  const { bytes, complete } = inflating({ bytes: after.length }, streamOf(after));
  expect(bytes).toHaveLength(after.length);
  await complete;
  expect(bytes).toEqual(after);
});

test.for([
  [after.length - 1, `The snapshot is longer than ${after.length - 1} bytes.`],
  [after.length + 1, `The snapshot has ${after.length} bytes instead of ${after.length + 1}.`],
] as const)('one of another length than %d bytes is refused', async ([bytes, message]) => {
  await expect(inflating({ bytes }, streamOf(after)).complete).rejects.toThrow(message);
});

test('one that is cut short is refused', async () => {
  const cut = new Blob([new Uint8Array(gzipSync(after)).subarray(0, 12)]).stream();
  await expect(inflating({ bytes: after.length }, cut).complete).rejects.toThrow();
});

test('a difference is inflated whole', async () => {
  expect(await inflate(streamOf(after))).toEqual(after);
});
