import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageMemory, type Memory } from './memory-image.ts';

const KB = 1024;

/** From there to the end it is in use. */
const STACK = 1000;
const STACK_END = 600;

/** Memory of 64 kB of which the first `used` bytes have been given out. */
function openMemory(used: number): Memory & { used: number; stack: number } {
  return {
    used,
    stack: STACK,
    _emscripten_stack_get_end: () => STACK_END,
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

/** All of it but the idle part of the stack. */
function inUse({ HEAPU8 }: Memory): number[] {
  return [...HEAPU8.subarray(0, STACK_END), ...HEAPU8.subarray(STACK)];
}

test('memory is put back, whatever was written and however much it has grown', () => {
  fc.assert(
    fc.property(writes, writes, writes, (before, between, after) => {
      const memory = openMemory(16 * KB);
      write(memory, before);
      const first = inUse(memory);
      const image = imageMemory(memory);
      write(memory, between);
      const second = inUse(memory);
      const later = imageMemory(memory);
      for (const [each, content] of [
        [later, second],
        [image, first],
        [later, second],
      ] as const) {
        write(memory, after);
        each.restore();
        expect(inUse(memory)).toEqual(content);
      }
    }),
    { numRuns: 30 },
  );
});

test('the part of the stack that nobody uses is neither kept nor put back', () => {
  const memory = openMemory(16 * KB);
  write(memory, [[STACK - 1, 7]]);
  const image = imageMemory(memory);
  expect(image.bytes[STACK - 1]).toBe(0);
  image.restore();
  expect(memory.HEAPU8[STACK - 1]).toBe(7);
});

test('the stack is back where it was', () => {
  const memory = openMemory(16 * KB);
  const image = imageMemory(memory);
  memory.stack = 400;
  image.restore();
  expect(memory.stack).toBe(STACK);
});

test('an image is written where there is room for it, to the end of its buffer', () => {
  const memory = openMemory(16 * KB);
  write(memory, [[4, 7]]);
  const into = new Uint8Array(20 * KB).subarray(0, 8);
  const { bytes } = imageMemory(memory, into);
  expect(bytes.buffer).toBe(into.buffer);
  expect(bytes).toEqual(memory.HEAPU8.slice(0, 16 * KB));
});

test('and elsewhere when there is none', () => {
  const memory = openMemory(16 * KB);
  write(memory, [[4, 7]]);
  const into = new Uint8Array(4);
  expect(imageMemory(memory, into).bytes[4]).toBe(7);
  expect(into).toEqual(new Uint8Array(4));
});

test('an image that has grown a little is written over the one before', () => {
  const memory = openMemory(16 * KB);
  const { bytes } = imageMemory(memory);
  write(memory, [[17 * KB, 7]]);
  expect(imageMemory(memory, bytes).bytes.buffer).toBe(bytes.buffer);
});
