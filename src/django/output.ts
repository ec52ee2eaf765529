/** What one call may print before the rest is dropped, in characters. */
export const OUTPUT_LIMIT = 64 * 1024;

/** Collects what a program prints, up to a limit; past it the reader is told how much is missing. */
export interface OutputBuffer {
  write(text: string): void;
  /** Everything since the last call. */
  take(): string;
}

export function createOutputBuffer(limit: number = OUTPUT_LIMIT): OutputBuffer {
  let kept = '';
  let dropped = 0;
  return {
    write(text) {
      const room = limit - kept.length;
      kept += text.slice(0, room);
      dropped += Math.max(0, text.length - room);
    },
    take() {
      const text =
        dropped === 0 ? kept : `${kept}\n… ${dropped} more characters were printed and are not shown.\n`;
      kept = '';
      dropped = 0;
      return text;
    },
  };
}
