/** What one call may print before the rest is dropped, in characters. */
export const OUTPUT_LIMIT = 64 * 1024;

/** Collects what a program prints, up to a limit; past it the reader is told how much is missing. */
export interface OutputBuffer {
  write(text: string): void;
  /** The same in UTF-8, which may break off inside a character. What is past the limit is not decoded. */
  writeBytes(bytes: Uint8Array): void;
  /** Everything since the last call. */
  take(): string;
}

export function createOutputBuffer(limit: number = OUTPUT_LIMIT): OutputBuffer {
  let kept = '';
  let dropped = 0;
  let decoder = new TextDecoder();

  function write(text: string): void {
    const room = limit - kept.length;
    kept += text.slice(0, room);
    dropped += Math.max(0, text.length - room);
  }

  return {
    write,
    writeBytes(bytes) {
      // No character takes more than three bytes for each unit of its length.
      const readable = Math.min(bytes.length, 3 * (limit - kept.length) + 3);
      if (kept.length < limit) write(decoder.decode(bytes.subarray(0, readable), { stream: true }));
      else dropped += readable;
      // Counted as what most of it will be, one byte a character.
      dropped += bytes.length - readable;
    },
    take() {
      // Half a character would begin what somebody else prints.
      if (kept.length < limit) write(decoder.decode());
      decoder = new TextDecoder();
      const text =
        dropped === 0 ? kept : `${kept}\n… ${dropped} more characters were printed and are not shown.\n`;
      kept = '';
      dropped = 0;
      return text;
    },
  };
}
