import { describe, expect, test } from 'vitest';
import type { Report } from '../protocol.ts';
import { createFrameReader, FRAME_MARK, type Frame, frameLine } from './frames.ts';

const report: Report = {
  verdict: 'failed',
  tests: [
    {
      name: 'the view is the core',
      status: 'failed',
      milliseconds: 3,
      message: 'The layers came “in the wrong order” → A, B…',
      at: null,
      exchanges: [],
    },
  ],
  output: `hello\n${FRAME_MARK}\n`,
  milliseconds: 12,
};
const progress: Frame = { kind: 'progress', finished: 3, total: 9 };
const verdict: Frame = { kind: 'report', report };

function read(...chunks: string[]): { frames: Frame[]; text: string } {
  const frames: Frame[] = [];
  let text = '';
  const reader = createFrameReader(
    (frame) => frames.push(frame),
    (more) => {
      text += more;
    },
  );
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  return { frames, text };
}

describe('the frames of a run', () => {
  test('are parted from what is printed for people', () => {
    const output = `RUN v5\n${frameLine(progress)} ✓ one\n${frameLine(verdict)}Tests 1 failed\n`;
    expect(read(output)).toEqual({ frames: [progress, verdict], text: 'RUN v5\n ✓ one\nTests 1 failed\n' });
  });

  test('come whole wherever a chunk ends', () => {
    const output = `before ${frameLine(progress)}between\n${frameLine(verdict)}after`;
    for (let end = 0; end <= output.length; end++) {
      const cut = read(output.slice(0, end), output.slice(end));
      expect(cut).toEqual({ frames: [progress, verdict], text: 'before between\nafter' });
    }
    expect(read(...output)).toEqual({ frames: [progress, verdict], text: 'before between\nafter' });
  });

  test('are ASCII, for a container loses a character that two chunks share', () => {
    const [mark, ...characters] = frameLine(verdict).trimEnd();
    expect(mark).toBe(FRAME_MARK);
    expect(characters.filter((character) => character < ' ' || character > '~')).toEqual([]);
  });

  test('may end as a terminal ends its lines', () => {
    expect(read(frameLine(progress).replace('\n', '\r\n')).frames).toEqual([progress]);
  });

  test('are found in the middle of a line', () => {
    expect(read(`printed without an end${frameLine(progress)}`)).toEqual({
      frames: [progress],
      text: 'printed without an end',
    });
  });
});

describe('what a learner prints', () => {
  test.for([
    `${FRAME_MARK}\n`,
    `${FRAME_MARK}hello\n`,
    `${FRAME_MARK}null\n`,
    `${FRAME_MARK}{"kind":"progress"}\n`,
    `${FRAME_MARK}{"kind":"report","report":{"verdict":"passed"}}\n`,
    `${FRAME_MARK}${FRAME_MARK}${FRAME_MARK}`,
    `a${FRAME_MARK}b${FRAME_MARK}c\nd`,
  ])('is text, whatever marks are in it: %j', (printed) => {
    expect(read(printed)).toEqual({ frames: [], text: printed });
    expect(read(printed + frameLine(progress))).toEqual({ frames: [progress], text: printed });
  });
});
