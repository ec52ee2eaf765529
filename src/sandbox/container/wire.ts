import { asciiJson, createLineReader, FRAME_MARK, type LineReader } from './frames.ts';

/**
 * Messages between a process in the container and the page: marked lines of JSON, over input and output. The direction is
 * in them, since a terminal may echo what is typed into it.
 */
export type Direction = 'to the room' | 'from the room';

const ARROWS: Readonly<Record<Direction, string>> = { 'to the room': '>', 'from the room': '<' };

export function messageLine(direction: Direction, message: unknown): string {
  return `${FRAME_MARK}${ARROWS[direction]}${asciiJson(pack(message))}\n`;
}

/** Parts the messages of one direction from all other text. */
export function createMessageReader(
  direction: Direction,
  onMessage: (message: unknown) => void,
  onText: (text: string) => void,
): LineReader {
  return createLineReader((line) => {
    if (!line.startsWith(ARROWS[direction])) return false;
    const message = parse(line.slice(1));
    if (message === undefined) return false;
    onMessage(message);
    return true;
  }, onText);
}

/** The key under which bytes travel, as Base64. */
const BYTES = '\u001ebytes';

function pack(message: unknown): unknown {
  if (message instanceof Uint8Array) return { [BYTES]: base64(message) };
  if (Array.isArray(message)) return message.map(pack);
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(Object.entries(message).map(([key, value]) => [key, pack(value)]));
}

/** Undefined for what is no JSON: a learner may print the mark too. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) => {
      const packed = (value as Record<string, unknown> | null)?.[BYTES];
      return typeof packed === 'string' ? bytes(packed) : value;
    });
  } catch {
    return undefined;
  }
}

function base64(from: Uint8Array): string {
  let binary = '';
  for (const byte of from) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function bytes(from: string): Uint8Array {
  return Uint8Array.from(atob(from), (character) => character.charCodeAt(0));
}
