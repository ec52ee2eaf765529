import type { Report } from '../protocol.ts';

/** What a run says to the page, one frame a line, between the words that it says to people. */
export type Frame =
  | { readonly kind: 'progress'; readonly finished: number; readonly total: number }
  | { readonly kind: 'report'; readonly report: Report };

/** Begins a frame: JSON never contains it, and hardly anybody prints it. */
export const FRAME_MARK = '\u001e';

/** A frame as a line of output. */
export function frameLine(frame: Frame): string {
  return `${FRAME_MARK}${asciiJson(frame)}\n`;
}

/**
 * JSON in ASCII alone: a container decodes its output chunk by chunk, and a character that two chunks share would be
 * lost.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A line that is longer is no frame: in characters. */
const LONGEST = 32 * 2 ** 20;

export interface LineReader {
  /** Takes what came of the output; a chunk may end anywhere. */
  write(chunk: string): void;
  /** Nothing more will come. */
  end(): void;
}

/**
 * Parts marked lines from all other text.
 * @param onLine gets what follows the mark, and says whether that was meant for it; else it is text like any other
 */
export function createLineReader(
  onLine: (line: string) => boolean,
  onText: (text: string) => void,
): LineReader {
  /** From a mark on: perhaps a frame that is not whole yet. */
  let held = '';

  function giveBack(): void {
    const text = held;
    held = '';
    if (text !== '') onText(text);
  }

  function take(piece: string): void {
    if (piece.startsWith(FRAME_MARK)) giveBack();
    else if (held === '') {
      if (piece !== '') onText(piece);
      return;
    }
    held += piece;
    const end = held.indexOf('\n');
    if (end === -1) {
      if (held.length > LONGEST) giveBack();
      return;
    }
    // A terminal ends a line with both.
    const line = held.slice(FRAME_MARK.length, end).replace(/\r$/, '');
    const rest = held.slice(end + 1);
    if (onLine(line)) {
      held = '';
      if (rest !== '') onText(rest);
    } else giveBack();
  }

  return {
    write(chunk) {
      const [before = '', ...marked] = chunk.split(FRAME_MARK);
      take(before);
      for (const piece of marked) take(FRAME_MARK + piece);
    },
    end: giveBack,
  };
}

/** Parts a run's frames from what it prints for people. */
export function createFrameReader(
  onFrame: (frame: Frame) => void,
  onText: (text: string) => void,
): LineReader {
  return createLineReader((line) => {
    const frame = frameOf(line);
    if (frame !== null) onFrame(frame);
    return frame !== null;
  }, onText);
}

/** Null for what is none: a learner may print the mark too. */
function frameOf(line: string): Frame | null {
  try {
    const frame = JSON.parse(line) as Partial<Record<string, unknown>> | null;
    if (frame?.['kind'] === 'progress') {
      const { finished, total } = frame;
      return Number.isInteger(finished) && Number.isInteger(total) ? (frame as unknown as Frame) : null;
    }
    return frame?.['kind'] === 'report' && isReport(frame['report']) ? (frame as unknown as Frame) : null;
  } catch {
    return null;
  }
}

function isReport(value: unknown): value is Report {
  const { verdict, tests, output } = (value ?? {}) as Partial<Record<keyof Report, unknown>>;
  return (verdict === 'passed' || verdict === 'failed') && Array.isArray(tests) && typeof output === 'string';
}
