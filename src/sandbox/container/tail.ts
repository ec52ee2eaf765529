/** How much is kept, in characters. */
const KEPT = 2_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a terminal is told its colours
const CONTROL_SEQUENCE = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Remembers the end of what a process printed. */
export interface Tail {
  write(text: string): void;
  /** It as evidence of a failure; nothing when nothing was printed. @param who printed it */
  paragraphs(who: string): string[];
}

export function createTail(): Tail {
  let kept = '';
  return {
    write(text) {
      kept = (kept + text).slice(-KEPT);
    },
    paragraphs(who) {
      const plain = kept.replace(CONTROL_SEQUENCE, '').replaceAll('\r', '').trim();
      return plain === '' ? [] : [`What ${who} printed last:\n${plain}`];
    },
  };
}
