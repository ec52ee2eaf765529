import { expect, test } from 'vitest';
import { moduleUrl } from './data-url.ts';
import { projectFrames } from './stack.ts';

const sources = {
  'scenario.ts': 'export function play() {\n  return loadMiddleware([]);\n}',
  'lib/onion.ts': 'export function loadMiddleware() {\n  return [1].map(() => boom());\n}\n\nboom();',
};

const expected = [
  { file: 'lib/onion.ts', line: 2, function: '<anonymous>', text: 'return [1].map(() => boom());' },
  { file: 'lib/onion.ts', line: 2, function: 'loadMiddleware', text: 'return [1].map(() => boom());' },
  { file: 'scenario.ts', line: 2, function: 'play', text: 'return loadMiddleware([]);' },
];

// Recorded from Node 24.21, Chromium and Firefox ESR with modules linked by `data:` URLs.
test.each([
  [
    'Node',
    'TypeError: boom\n    at lib/onion.ts:2:24\n    at Array.map (<anonymous>)\n    at loadMiddleware (lib/onion.ts:2:14)\n' +
      '    at async Module.play (scenario.ts:2:10)\n    at async file:///tmp/scenario.ts:5:7',
  ],
  [
    'Chromium',
    'TypeError: boom\n    at lib/onion.ts:2:24\n    at Array.map (<anonymous>)\n    at Object.loadMiddleware [as load] (lib/onion.ts:2:14)\n' +
      '    at Module.play (scenario.ts:2:10)\n    at async http://127.0.0.1:34193/w.js:6:7',
  ],
  [
    'Firefox',
    'loadMiddleware/<@lib/onion.ts:2:24\nloadMiddleware@lib/onion.ts:2:14\nasync*play@scenario.ts:2:10\n@http://127.0.0.1:3000/w.js:1:2\n',
  ],
])('%s says where the project was, innermost first', (_engine, stack) => {
  expect(projectFrames(stack, sources)).toEqual(expected);
});

test('a line of the top level belongs to <module>', () => {
  expect(projectFrames('@lib/onion.ts:5:1\n', sources)[0]?.function).toBe('<module>');
  expect(projectFrames('Error\n    at lib/onion.ts:5:1', sources)[0]?.function).toBe('<module>');
});

test('a frame may carry the whole URL of its module', () => {
  const url = moduleUrl('lib/onion.ts', sources['lib/onion.ts'], 'a1');
  expect(projectFrames(`loadMiddleware@${url}:2:14`, sources)).toEqual([expected[1]]);
});
