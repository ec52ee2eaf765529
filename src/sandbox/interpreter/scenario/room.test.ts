import { describe, expect, test } from 'vitest';
import type { Fault, FileSet, Json, Played } from '../../protocol.ts';
import { compileModules } from './compile.ts';
import { createScenarioRoom } from './room.ts';

/** Plays `scene` in a fresh room. Throws nothing: a fault is the answer too. */
async function playing(files: FileSet, scene: Json = null): Promise<Played | Fault> {
  const room = createScenarioRoom();
  const loaded = await room.load(await compileModules(files, 'scenario.ts'));
  if (!loaded.ok) return loaded.fault;
  const played = await room.play(scene);
  return played.ok ? played.value : played.fault;
}

const callsOnion = `import { loadMiddleware } from './onion.ts';\nexport const play = (scene) => loadMiddleware(scene);\n`;

describe('a scenario room', () => {
  test('gives back what play made of the scene', async () => {
    const files = {
      'scenario.ts': 'export const play = async (scene: string[]) => ({ names: scene.toReversed() });',
    };
    expect(await playing(files, ['A', 'B'])).toEqual({ happened: { names: ['B', 'A'] }, output: '' });
  });

  test("points at the learner's line, not at the scenario that called it", async () => {
    const fault = await playing({
      'scenario.ts': callsOnion,
      'onion.ts': `// types only\ninterface Scene { a: { b: number } }\n\nexport function loadMiddleware(scene: Scene) {\n  return scene.a.b;\n}\n`,
    });
    expect(fault).toMatchObject({
      kind: 'code',
      exception: 'TypeError',
      message: "Cannot read properties of null (reading 'a')",
      at: { file: 'onion.ts', line: 5, function: 'loadMiddleware', text: 'return scene.a.b;' },
    });
    expect((fault as { traceback: string }).traceback).toMatch(
      /^TypeError: .*\n {4}at loadMiddleware \(onion\.ts:5\) {2}return scene\.a\.b;\n {4}at play \(scenario\.ts:2\)/,
    );
  });

  test('points past the scenario when it trips over what the learner gave it', async () => {
    const fault = await playing({
      'scenario.ts': `import { loadMiddleware } from './onion.ts';\nfunction layer(): never { throw new Error('boom'); }\nexport const play = () => loadMiddleware(layer);`,
      'onion.ts': `export function loadMiddleware(layer: () => void) {\n  layer();\n}`,
    });
    expect(fault).toMatchObject({ at: { file: 'onion.ts', line: 2 } });
  });

  test('points at the line that raises while a module loads', async () => {
    const fault = await playing({
      'scenario.ts': callsOnion,
      'onion.ts': `export const loadMiddleware = 1;\nnull.boom;`,
    });
    expect(fault).toMatchObject({ at: { file: 'onion.ts', line: 2, function: '<module>' } });
  });

  test('names the file that the engine alone refuses', async () => {
    const fault = await playing({
      'scenario.ts': callsOnion,
      'onion.ts': `export const loadMiddleware = 1;\nlet twice = 1;\nlet twice = 2;`,
    });
    expect(fault).toMatchObject({
      exception: 'SyntaxError',
      message: "Identifier 'twice' has already been declared (in onion.ts)",
    });
  });

  test('takes a thrown value for what it is', async () => {
    const fault = await playing({ 'scenario.ts': `export const play = () => { throw { status: 500 }; };` });
    expect(fault).toMatchObject({
      kind: 'code',
      message: "{ status: 500 } was thrown, which is no Error: it can't say where it comes from.",
    });
  });

  test('says that the entry has no play', async () => {
    expect(await playing({ 'scenario.ts': 'export const plai = 1;' })).toMatchObject({
      message: 'scenario.ts exports no function play(scene).',
    });
  });

  test.each([
    ['{ events: [1, () => 2] }', 'happened.events[1] is a function'],
    ['({ status: undefined })', 'happened.status is undefined'],
    ['undefined', 'happened is undefined'],
    ['[NaN]', 'happened[0] is NaN'],
    ['[1n]', 'happened[0] is a bigint'],
    ['({ at: new Date() })', 'happened.at is an object of class Date'],
    ['[new Promise(() => {})]', 'happened[0] is an object of class Promise'],
    ['(() => { const a = {}; a.self = a; return a; })()', 'happened.self contains itself'],
  ])('refuses to carry %s', async (expression, complaint) => {
    const source = expression.startsWith('{') ? `(${expression})` : expression;
    expect(await playing({ 'scenario.ts': `export const play = () => ${source};` })).toMatchObject({
      kind: 'code',
      exception: 'DataCloneError',
      message: `What happened must be plain data, and ${complaint}.`,
    });
  });

  test('carries a copy, so a proxy stays behind', async () => {
    const scenario = `export const play = () => new Proxy({ a: 1 }, { get: () => 2 });`;
    expect(await playing({ 'scenario.ts': scenario })).toMatchObject({ happened: { a: 2 } });
  });

  test('captures what loading and playing print, and gives the console back', async () => {
    const log = console.log;
    const played = await playing({
      'scenario.ts': `console.log('loading', { a: [1, 'x'] });\nexport const play = () => { console.error(new Map([['k', null]])); return 1; };`,
    });
    expect(played).toEqual({ happened: 1, output: `loading { a: [1, "x"] }\nMap [["k", null]]\n` });
    expect(console.log).toBe(log);
  });

  test('keeps 64 KiB of output and says how much is missing', async () => {
    const played = await playing({
      'scenario.ts': `export const play = () => { for (let i = 0; i < 2000; i++) console.log('x'.repeat(99)); return 1; };`,
    });
    const { output } = played as Played;
    expect(output.length).toBeLessThan(66_000);
    expect(output).toContain('134464 more characters were printed and are not shown');
  });

  test('forgets a state of the modules when it loads anew', async () => {
    const files = { 'scenario.ts': 'let plays = 0;\nexport const play = () => ++plays;' };
    const room = createScenarioRoom();
    const counts: Json[] = [];
    for (const _round of [1, 2]) {
      await room.load(await compileModules(files, 'scenario.ts'));
      for (const _play of [1, 2]) {
        const played = await room.play(null);
        if (played.ok) counts.push(played.value.happened);
      }
    }
    expect(counts).toEqual([1, 2, 1, 2]);
  });
});
