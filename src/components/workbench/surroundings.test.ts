import { expect, test } from 'vitest';
import { isIOS, readSurroundings } from './surroundings.ts';

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0, false],
  ['Mozilla/5.0 (X11; Linux x86_64)', 10, false],
])('%s with %i fingers is of iOS: %s', (userAgent, maxTouchPoints, expected) => {
  expect(isIOS({ userAgent, maxTouchPoints })).toBe(expected);
});

test('where there is no page, nothing is isolated, and nothing is thrown', () => {
  expect(readSurroundings()).toMatchObject({ isolated: false, framed: false, secure: false });
});
