import { beforeEach, describe, expect, test } from 'vitest';
import { SandboxError } from '../outcome.ts';
import type { AnyInterpreter, Fault, Json } from '../protocol.ts';
import { provideSuiteContext } from './context.ts';
import { SuiteFailure } from './failure.ts';
import { forgetProject } from './project.ts';
import { play } from './rebuild.ts';

const calls: string[] = [];
let fault: Fault | null = null;

const recorder: AnyInterpreter = {
  reset: async () => void calls.push('reset'),
  write: async (files) => void calls.push(`write ${Object.keys(files)}`),
  close: async () => void calls.push('close'),
  request: () => expect.unreachable(),
  manage: () => expect.unreachable(),
  async play(scene: Json) {
    calls.push(`play ${scene}`);
    if (fault !== null) throw new SandboxError(fault);
    return { happened: { played: scene }, output: '' };
  },
};

beforeEach(() => {
  forgetProject();
  calls.length = 0;
  fault = null;
  provideSuiteContext({ interpreter: recorder, files: { 'onion.ts': '' }, seed: 1 });
});

describe('play', () => {
  test.each(['first', 'second'])('the %s test starts from a pristine interpreter, once', async () => {
    expect(await play<{ played: number }>(1)).toEqual({ played: 1 });
    await play(2);
    expect(calls).toEqual(['reset', 'write onion.ts', 'play 1', 'play 2']);
  });

  test("an error of the learner's fails the test in its own words, at its line", async () => {
    const at = { file: 'onion.ts', line: 3, function: 'loadMiddleware', text: 'a.b();' };
    fault = {
      kind: 'code',
      exception: 'TypeError',
      message: 'a.b is not a function',
      at,
      traceback: 'at line 3',
    };
    const failure = await play(1).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SuiteFailure);
    expect((failure as SuiteFailure).at).toEqual(at);
    expect((failure as SuiteFailure).message).toBe(
      'onion.ts, line 3: TypeError: a.b is not a function\n\nonion.ts, line 3\n    a.b();\n\nat line 3',
    );
  });

  test('a killed interpreter stays what it is', async () => {
    fault = { kind: 'timeout', verb: 'play', milliseconds: 5000 };
    await expect(play(1)).rejects.toThrow('Your code was still running after 5 seconds and was stopped.');
  });
});
