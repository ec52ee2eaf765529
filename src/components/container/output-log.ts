/** How much is kept, in characters. */
const KEPT = 200_000;

/** What was printed, as far as it is kept: the beginning goes first. */
export interface OutputLog {
  text(): string;
  write(text: string): void;
  clear(): void;
  onWrite(listener: (text: string) => void): () => void;
}

export function createOutputLog(kept = KEPT): OutputLog {
  const listeners = new Set<(text: string) => void>();
  let chunks: string[] = [];
  let length = 0;

  return {
    text: () => chunks.join(''),
    write(text) {
      chunks.push(text);
      length += text.length;
      // Joined now and then, so that a million small chunks cost little.
      if (length > 2 * kept) {
        chunks = [chunks.join('').slice(-kept)];
        length = kept;
        // Not from the middle of a line.
        chunks = [chunks[0]?.replace(/^[^\n]*\n/, '') ?? ''];
      }
      for (const listener of listeners) listener(text);
    },
    clear() {
      chunks = [];
      length = 0;
    },
    onWrite(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
