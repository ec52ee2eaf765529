/** What we use of Emscripten's module. */
export interface Memory {
  /** Replaced whenever the memory grows. */
  readonly HEAPU8: Uint8Array;
  /** Where `malloc` ends, when asked for 0 more bytes. */
  _sbrk(increment: number): number;
  stackSave(): number;
  stackRestore(pointer: number): void;
}

export interface MemoryImage {
  restore(): void;
  /** The whole content, for images that are kept as what differs from it; null in those. */
  readonly bytes: Uint8Array | null;
}

/** Of this size are the pieces that are compared and kept, in bytes. */
const PAGE = 4096;
const WORDS = PAGE / 4;

export interface MemoryImageOptions {
  /** An image that much of the memory is still the same as: what is kept then is the rest. */
  readonly over?: MemoryImage | undefined;
  /** Bytes that nobody needs any more: an image that fits is written there, which spares asking for as many anew. */
  readonly into?: Uint8Array | undefined;
}

export function imageMemory(memory: Memory, { over, into }: MemoryImageOptions = {}): MemoryImage {
  const stack = memory.stackSave();
  const ground = over?.bytes ?? null;
  const end = endOf(memory);
  const bytes = ground === null ? copyOf(memory.HEAPU8.subarray(0, end), into) : null;
  const runs = ground === null ? [] : differences(memory.HEAPU8.subarray(0, end), ground);
  return {
    bytes,
    restore() {
      const used = endOf(memory);
      const first = bytes ?? ground ?? new Uint8Array();
      memory.HEAPU8.set(first);
      memory.HEAPU8.fill(0, first.length, used);
      for (const { at, content } of runs) memory.HEAPU8.set(content, at);
      // Frames that a JavaScript exception cut off have not given their part of the stack back.
      memory.stackRestore(stack);
    },
  };
}

function copyOf(bytes: Uint8Array, into?: Uint8Array): Uint8Array {
  if (into === undefined || into.length < bytes.length) return bytes.slice();
  into.set(bytes);
  return into.subarray(0, bytes.length);
}

interface Run {
  /** In bytes. */
  readonly at: number;
  readonly content: Uint8Array;
}

/** The pages of `now` that aren't the same in `ground`; neighbours together. Past the end of `ground` all was zero. */
function differences(now: Uint8Array, ground: Uint8Array): Run[] {
  const words = wordsOf(now);
  const before = wordsOf(ground);
  const runs: Run[] = [];
  let start = -1;
  const close = (end: number): void => {
    if (start !== -1) runs.push({ at: start, content: now.slice(start, end) });
    start = -1;
  };
  for (let page = 0; page < now.length; page += PAGE) {
    const word = page / 4;
    if (isSame(words, before, word, Math.min(word + WORDS, words.length))) close(page);
    else if (start === -1) start = page;
  }
  close(now.length);
  return runs;
}

function isSame(one: Uint32Array, other: Uint32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const before = at < other.length ? other[at] : 0;
    if (one[at] !== before) return false;
  }
  return true;
}

/** `malloc` deals in whole words, and so do both ends. */
function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength >> 2);
}

/** Memory is never given back, so what lies past the end was never used, and is zero. */
function endOf(memory: Memory): number {
  return memory._sbrk(0) >>> 0;
}
