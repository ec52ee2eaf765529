import { expect, test } from 'vitest';
import { createMessageReader, type Direction, messageLine } from './wire.ts';

function read(direction: Direction, ...chunks: string[]): { messages: unknown[]; text: string } {
  const messages: unknown[] = [];
  let text = '';
  const reader = createMessageReader(
    direction,
    (message) => messages.push(message),
    (more) => {
      text += more;
    },
  );
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  return { messages, text };
}

const message = {
  m: 'request',
  a: [{ path: '/bücher/', body: new Uint8Array([0, 30, 255]) }, null, [1.5, '\u001e→\n']],
  r: { deep: { bytes: new Uint8Array(0) } },
};

test('a message comes as it went, bytes included, wherever a chunk ends', () => {
  const line = messageLine('from the room', message);
  for (let end = 0; end <= line.length; end++) {
    const { messages } = read('from the room', line.slice(0, end), line.slice(end));
    expect(messages).toEqual([message]);
  }
});

test('what a terminal echoes is no message', () => {
  const echo = messageLine('to the room', { m: 'boot' });
  const answer = messageLine('from the room', { r: null });
  expect(read('from the room', echo + answer)).toEqual({ messages: [{ r: null }], text: echo });
});

test('what a program prints is text, marks included', () => {
  const printed = 'hello\n\u001e<no JSON\n';
  expect(read('from the room', printed)).toEqual({ messages: [], text: printed });
});

test('a large body crosses', () => {
  const body = new Uint8Array(3_000_000).fill(7);
  const [came] = read('to the room', messageLine('to the room', { body })).messages;
  expect(came).toEqual({ body });
});
