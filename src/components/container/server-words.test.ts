import { expect, it } from 'vitest';
import { serverWords } from './server-words.ts';

const server = (port: number) => ({ port, url: `http://localhost:${port}` });

it.for([
  [[], [3000], 'A server listens on port 3000. Its preview is below the editor.'],
  [[3000], [3000, 5173], 'A server listens on port 5173. Its preview is below the editor.'],
  [[3000, 5173], [3000], 'The server on port 5173 has ended.'],
  [[3000], [3000], null],
] as const)('from %j to %j: %s', ([before, now, words]) => {
  expect(serverWords(before.map(server), now.map(server))).toBe(words);
});
