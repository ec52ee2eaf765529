import { expect } from 'vitest';
import type { FileSet } from '../protocol.ts';
import { type ContractCase, DEADLINE } from './case.ts';

const SCENARIO = `
import { greet } from './greet.ts';

let calls = 0;

export function play(scene) {
  calls += 1;
  return { said: greet(scene), calls };
}
`;

const GREET = `
export function greet(name: string): string {
  console.log('hello from the module');
  return 'Hello ' + name;
}
`;

const PROJECT: FileSet = { 'scenario.ts': SCENARIO, 'greet.ts': GREET };

/** `PROJECT` with something else in the place of what `greet` returns. */
function greetingWith(statement: string): FileSet {
  return { ...PROJECT, 'greet.ts': GREET.replace("return 'Hello ' + name;", statement) };
}

/** What the interpreter of the Rebuild track promises. */
export const REBUILD_CASES: readonly ContractCase[] = [
  {
    title: 'a scenario calls the written modules, and their output is captured',
    async try(interpreter) {
      await interpreter.write(PROJECT);
      expect(await interpreter.play('Ada')).toEqual({
        happened: { said: 'Hello Ada', calls: 1 },
        output: 'hello from the module\n',
      });
    },
  },
  {
    title: 'a reset leaves no module state and nothing on the global object behind',
    async try(interpreter) {
      const leaky = greetingWith('return String((globalThis.left = (globalThis.left ?? 0) + 1));');
      for (const round of [1, 2]) {
        await interpreter.reset();
        await interpreter.write(leaky);
        expect((await interpreter.play(round)).happened).toEqual({ said: '1', calls: 1 });
      }
    },
  },
  {
    title: 'a syntax error is a code fault at its line',
    async try(interpreter) {
      await expect(interpreter.write(greetingWith('return (;'))).rejects.toMatchObject({
        fault: { kind: 'code', exception: 'SyntaxError', at: { file: 'greet.ts', line: 4 } },
      });
    },
  },
  {
    title: 'an import error is a code fault at its line',
    async try(interpreter) {
      const files = { ...PROJECT, 'greet.ts': `import { x } from './nowhere.ts';\n${GREET}` };
      await expect(interpreter.write(files)).rejects.toMatchObject({
        fault: { kind: 'code', at: { file: 'greet.ts', line: 1 } },
      });
    },
  },
  {
    title: 'an exception is a code fault at the line that threw',
    async try(interpreter) {
      await interpreter.write(greetingWith("throw new TypeError('no greeting');"));
      await expect(interpreter.play('Ada')).rejects.toMatchObject({
        fault: {
          kind: 'code',
          exception: 'TypeError',
          message: 'no greeting',
          at: { file: 'greet.ts', line: 4, function: 'greet' },
        },
      });
    },
  },
  {
    title: 'a verb that outlives its deadline is a timeout, and the next one finds a new interpreter',
    async try(interpreter) {
      await interpreter.write(greetingWith("while (name === 'forever');\n  return name;"));
      await expect(interpreter.play('forever')).rejects.toMatchObject({
        fault: { kind: 'timeout', verb: 'play', milliseconds: DEADLINE },
      });
      expect((await interpreter.play('Ada')).happened).toEqual({ said: 'Ada', calls: 1 });
    },
  },
  {
    title: 'output past the limit is cut, and says so',
    async try(interpreter) {
      await interpreter.write(greetingWith("console.log('x'.repeat(100_000));\n  return name;"));
      const { output } = await interpreter.play('Ada');
      expect(output).toMatch(/… 34\d{3} more characters were printed and are not shown\.\n$/);
    },
  },
];
