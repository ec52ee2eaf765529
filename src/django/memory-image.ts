/** What we use of Emscripten's module. */
export interface Memory {
  /** Replaced whenever the memory grows. */
  readonly HEAPU8: Uint8Array;
  /** Where `malloc` ends, when asked for 0 more bytes. */
  _sbrk(increment: number): number;
  /** The lowest address that the stack may come to: it grows downwards. */
  _emscripten_stack_get_end(): number;
  stackSave(): number;
  stackRestore(pointer: number): void;
}

export interface MemoryImage {
  restore(): void;
  /** Where it is kept. Of the part of the stack that was not in use there is nothing. */
  readonly bytes: Uint8Array;
}

/**
 * @param into bytes that nobody needs any more: an image that fits is written there. Asking for as many anew takes ten
 * times as long as writing them.
 */
export function imageMemory(memory: Memory, into?: Uint8Array): MemoryImage {
  const stack = memory.stackSave();
  const end = endOf(memory);
  // A quarter of a small interpreter's memory is stack, and nearly all of that lies idle: nobody reads it unwritten.
  const idle = memory._emscripten_stack_get_end();
  const bytes = bytesFor(end, into);
  const copy = (from: Uint8Array, to: Uint8Array): void => {
    to.set(from.subarray(0, idle));
    to.set(from.subarray(stack, end), stack);
  };
  copy(memory.HEAPU8, bytes);
  return {
    bytes,
    restore() {
      const used = endOf(memory);
      copy(bytes, memory.HEAPU8);
      memory.HEAPU8.fill(0, end, used);
      // Frames that a JavaScript exception cut off have not given their part of the stack back.
      memory.stackRestore(stack);
    },
  };
}

/** In bytes. The next image may be a little larger. */
const SLACK = 2 ** 20;

function bytesFor(length: number, into?: Uint8Array): Uint8Array {
  const fits = into !== undefined && into.buffer.byteLength - into.byteOffset >= length;
  return fits
    ? new Uint8Array(into.buffer, into.byteOffset, length)
    : new Uint8Array(new ArrayBuffer(length + SLACK), 0, length);
}

/** Memory is never given back, so what lies past the end was never used, and is zero. */
function endOf(memory: Memory): number {
  return memory._sbrk(0) >>> 0;
}
