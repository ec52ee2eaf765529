import { describe, expect, test } from 'vitest';
import { SandboxError } from '../../outcome.ts';
import type { Fault, FileSet } from '../../protocol.ts';
import { compileModules } from './compile.ts';

/** The fault with which compiling `files` ends. */
async function faultOf(files: FileSet): Promise<Fault & { kind: 'code' }> {
  const error = await compileModules(files, 'scenario.ts').then(
    () => expect.unreachable('it compiled'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SandboxError) || error.fault.kind !== 'code') throw error;
  return error.fault;
}

const callsOnion = `import { loadMiddleware } from './onion.ts';\nexport const play = () => loadMiddleware();\n`;

describe('compileModules', () => {
  test('puts each module after those it imports', async () => {
    const { modules } = await compileModules(
      {
        'scenario.ts': `import './onion.ts';\nimport './lib/http.ts';`,
        'onion.ts': `import { ok } from './lib/http.ts';`,
        'lib/http.ts': `import { name } from '../names.ts';\nexport const ok = name;`,
        'names.ts': `export const name = 'ok';`,
        'unused.ts': 'this is no TypeScript',
      },
      'scenario.ts',
    );
    expect(modules.map(({ file }) => file)).toEqual(['names.ts', 'lib/http.ts', 'onion.ts', 'scenario.ts']);
  });

  test('gives a module that two others import one instance', async () => {
    const { modules } = await compileModules(
      {
        'scenario.ts': `import { a } from './a.ts';\nimport { b } from './b.ts';\nexport const play = () => a === b;`,
        'a.ts': `export { shared as a } from './shared.ts';`,
        'b.ts': `export { shared as b } from './shared.ts';`,
        'shared.ts': `export const shared = { quote: "it's", percent: '100%', name: 'é' };`,
      },
      'scenario.ts',
    );
    const { play } = await import(modules.at(-1)?.url ?? '');
    expect(play()).toBe(true);
  });

  test('makes instances afresh each time', async () => {
    const files = { 'scenario.ts': `let count = 0;\nexport const play = () => ++count;` };
    for (let round = 0; round < 2; round++) {
      const { modules } = await compileModules(files, 'scenario.ts');
      const { play } = await import(modules[0]?.url ?? '');
      expect(play()).toBe(1);
    }
  });

  test('does not follow a type-only import', async () => {
    const { modules } = await compileModules(
      {
        'scenario.ts': `import type { Scene } from './types.ts';\nexport const play = (scene: Scene) => scene;`,
      },
      'scenario.ts',
    );
    expect(modules).toHaveLength(1);
  });

  test('shows a syntax error at its line', async () => {
    const fault = await faultOf({
      'scenario.ts': callsOnion,
      'onion.ts': 'export function loadMiddleware() {\n  const chain: = 1;\n}\n',
    });
    expect(fault.exception).toBe('SyntaxError');
    expect(fault.message).toBe('Unexpected token `=`.');
    expect(fault.at).toEqual({
      file: 'onion.ts',
      line: 2,
      function: '<module>',
      text: 'const chain: = 1;',
    });
    expect(fault.traceback).toContain('onion.ts:2:16');
  });

  test('refuses TypeScript that is more than types', async () => {
    const fault = await faultOf({ 'scenario.ts': 'enum Layer { A }' });
    expect(fault.message).toBe('TypeScript enum is not supported in strip-only mode');
    expect(fault.at?.line).toBe(1);
  });

  test.each([
    [
      'a missing extension',
      `import { ok } from './http';`,
      'Cannot import "./http". Write "./http.ts": Node needs the extension.',
    ],
    [
      'an extension from before TypeScript ran by itself',
      `import { ok } from './http.js';`,
      'Cannot import "./http.js". Write "./http.ts": Node needs the extension.',
    ],
    [
      'a file that is not there',
      `\nimport { ok } from './htpp.ts';`,
      'Cannot import "./htpp.ts": the project has no such file. Its TypeScript files: http.ts, onion.ts, scenario.ts.',
    ],
    [
      'a path out of the project',
      `import { ok } from '../http.ts';`,
      'Cannot import "../http.ts": the project has no such file. Its TypeScript files: http.ts, onion.ts, scenario.ts.',
    ],
    [
      "Node's own modules",
      `import { readFileSync } from 'node:fs';`,
      'Cannot import "node:fs": only the project\'s own files can be, by a path that starts with "./".',
    ],
    [
      'a module from the network',
      `import 'https://example.org/x.ts';`,
      'Cannot import "https://example.org/x.ts": only the project\'s own files can be, by a path that starts with "./".',
    ],
    [
      'data as a module',
      `import data from './data.json' with { type: 'json' };`,
      'Cannot import "./data.json": only TypeScript files (.ts) can be.',
    ],
    [
      'an import while it runs',
      `export const later = () => import('./http.ts');`,
      'Modules cannot be imported while the code runs. Write the import at the top of the file.',
    ],
    [
      'a name that is not exported',
      `import http, { type Response, ok as fine, gone } from './http.ts';`,
      'Cannot import default from http.ts: nothing of that name is exported there. Write "export" before its declaration.',
    ],
    [
      'a type imported as a value',
      `import { Status } from './http.ts';\nexport const status = Status;`,
      'Cannot import Status from http.ts: it is a type only. Write "import type" for it.',
    ],
  ])('refuses %s at its line', async (_title, onion, message) => {
    const fault = await faultOf({
      'scenario.ts': `import './onion.ts';`,
      'onion.ts': onion,
      'http.ts': `export const ok = 200;\nexport interface Status { code: number }`,
      'data.json': '{}',
    });
    expect(fault.exception).toBe('ImportError');
    expect(fault.message).toBe(message);
    const line = onion.startsWith('\n') ? 2 : 1;
    expect(fault.at).toMatchObject({ file: 'onion.ts', line });
  });

  test('says which export the entry looks for in vain', async () => {
    const fault = await faultOf({ 'scenario.ts': callsOnion, 'onion.ts': '' });
    expect(fault.message).toBe(
      'Cannot import loadMiddleware from onion.ts: nothing of that name is exported there. ' +
        'Write "export" before its declaration.',
    );
  });

  test('names the files of an import circle', async () => {
    const fault = await faultOf({
      'scenario.ts': `import './a.ts';`,
      'a.ts': `import './b.ts';`,
      'b.ts': `\nimport './a.ts';`,
    });
    expect(fault.message).toBe(
      'Files import each other in a circle: a.ts → b.ts → a.ts. Move what both need into a file of its own.',
    );
    expect(fault.at).toMatchObject({ file: 'b.ts', line: 2 });
  });

  test('says that the entry is missing', async () => {
    const fault = await faultOf({ 'onion.ts': '' });
    expect(fault.message).toBe('The project has no scenario.ts, and that is where it starts.');
  });
});
