import { expect, it } from 'vitest';
import { inlinePieces } from './inline-code.ts';

it('what stands in backticks is code', () => {
  expect(inlinePieces('Set `X-Request-ID` without an `if`')).toEqual([
    { code: false, text: 'Set ' },
    { code: true, text: 'X-Request-ID' },
    { code: false, text: ' without an ' },
    { code: true, text: 'if' },
  ]);
});

it('a text without backticks is one piece', () => {
  expect(inlinePieces('Look at the order.')).toEqual([{ code: false, text: 'Look at the order.' }]);
});
