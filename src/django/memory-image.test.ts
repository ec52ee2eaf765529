import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageMemory, type Memory } from './memory-image.ts';

const KB = 1024;

/** Memory of 64 kB of which the first `used` bytes have been given out. */
function openMemory(used: number): Memory & { used: number; stack: number } {
  return {
    used,
    stack: 1000,
    HEAPU8: new Uint8Array(64 * KB),
    _sbrk() {
      return this.used;
    },
    stackSave() {
      return this.stack;
    },
    stackRestore(pointer) {
      this.stack = pointer;
    },
  };
}

const writes = fc.array(fc.tuple(fc.nat(63 * KB), fc.nat(255)), { maxLength: 40 });

function write(
  memory: Memory & { used: number },
  all: readonly (readonly [at: number, value: number])[],
): void {
  for (const [at, value] of all) {
    memory.HEAPU8[at] = value;
    memory.used = Math.max(memory.used, (at + 4) & ~3);
  }
}

test('memory is put back, whatever was written and however much it has grown', () => {
  fc.assert(
    fc.property(writes, writes, writes, (before, between, after) => {
      const memory = openMemory(16 * KB);
      write(memory, before);
      const first = memory.HEAPU8.slice();
      const whole = imageMemory(memory);
      write(memory, between);
      const second = memory.HEAPU8.slice();
      const rest = imageMemory(memory, { over: whole });
      for (const [image, content] of [
        [rest, second],
        [whole, first],
        [rest, second],
      ] as const) {
        write(memory, after);
        image.restore();
        expect(Buffer.compare(memory.HEAPU8, content)).toBe(0);
      }
    }),
  );
});

test('the stack is back where it was', () => {
  const memory = openMemory(16 * KB);
  const image = imageMemory(memory);
  memory.stack = 400;
  image.restore();
  expect(memory.stack).toBe(1000);
});

test('over another image only what differs is kept', () => {
  const memory = openMemory(16 * KB);
  const whole = imageMemory(memory);
  expect(whole.bytes).toHaveLength(16 * KB);
  expect(imageMemory(memory, { over: whole }).bytes).toBeNull();
});

test('an image is written where there is room for it', () => {
  const memory = openMemory(16 * KB);
  write(memory, [[4, 7]]);
  const into = new Uint8Array(20 * KB).fill(1);
  const { bytes } = imageMemory(memory, { into });
  expect(bytes?.buffer).toBe(into.buffer);
  expect(bytes).toEqual(memory.HEAPU8.slice(0, bytes?.length));
});

test('and elsewhere when there is none', () => {
  const memory = openMemory(16 * KB);
  write(memory, [[4, 7]]);
  const into = new Uint8Array(4);
  const image = imageMemory(memory, { into });
  expect(image.bytes?.buffer).not.toBe(into.buffer);
  expect(into).toEqual(new Uint8Array(4));
});
