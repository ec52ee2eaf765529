import { atom } from 'nanostores';
import { beforeEach, describe, expect, it } from 'vitest';
import { nothingSolved } from '../../course/progress.ts';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { Fault, RecordedExchange, Report, SandboxState, TestResult } from '../../sandbox/protocol.ts';
import { $solved } from '../progress/solved.ts';
import type { Machine } from './intent.ts';
import type { Sandboxes } from './sandboxes.ts';
import { createSession } from './session.ts';
import type { ExerciseView } from './view.ts';

const exercise = (id: string): ExerciseView => ({
  id,
  url: `/order/the-onion/${id.split('/')[1]}/`,
  title: id,
  task: '',
  track: 'django',
  minutes: 1,
  hints: ['one', 'two'],
  files: {},
  shown: [{ path: 'shop/middleware.py', text: 'start\n', editable: true, html: '' }],
  taken: [],
});
const first = exercise('02-order/first');
const second = exercise('02-order/second');

const fact: TestResult = {
  name: 'it holds',
  status: 'passed',
  milliseconds: 1,
  message: null,
  at: null,
  exchanges: [],
};
const passed: Report = { verdict: 'passed', tests: [fact], output: '', milliseconds: 1 };
const failed: Report = {
  ...passed,
  verdict: 'failed',
  tests: [{ ...fact, status: 'failed', message: 'No.' }],
};

const answered: RecordedExchange = {
  request: { method: 'GET', path: '/books/' },
  response: { status: 200, reason: 'OK', headers: [], body: '', bytes: 0, cut: false },
  escaped: null,
  startUp: [],
  trace: [],
  moreEvents: 0,
  evidence: false,
};
const at = { file: 'shop/middleware.py', line: 3, function: '<module>', text: 'def' };
const codeFault: Fault = { kind: 'code', exception: 'SyntaxError', message: 'no', at, traceback: '' };

/** Sandboxes whose verdict the test gives when it wants to. */
function standIn(
  exercises: readonly [ExerciseView, ...ExerciseView[]] = [first, second],
  told: Partial<Machine> = {},
) {
  const state = atom<SandboxState>({ phase: 'idle' });
  const calls: string[] = [];
  let settle = { resolve: (_: Report) => {}, reject: (_: Error) => {} };
  const sandboxes: Sandboxes = {
    state: () => state,
    warm: async () => void calls.push('warm'),
    request: async (files, { method, path }) => {
      calls.push(`${method} ${path} ${files['shop/middleware.py']?.trim()}`);
      if (path === '/broken/') throw new SandboxError(codeFault);
      return answered;
    },
    retry: async () => void calls.push('retry'),
    check: (_, id, files) => {
      calls.push(`check ${id} ${files['shop/middleware.py']?.trim()}`);
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
      });
    },
  };
  const machine = { saveData: false, connection: null, memory: null, ...told };
  const session = createSession(exercises, null, sandboxes, () => machine);
  return { session, state, calls, settle: () => settle };
}

beforeEach(() => $solved.set(nothingSolved));

describe('a check', () => {
  it('judges the chosen exercise with what is in the editor', async () => {
    const { session, calls, settle } = standIn();
    session.$selected.set(second.id);
    session.attemptOf(second.id).edit('shop/middleware.py', 'mine\n');
    const done = session.check();
    expect(session.attemptOf(second.id).$check.get()).toEqual({ kind: 'running' });
    settle().resolve(failed);
    await done;
    expect(calls).toEqual(['check 02-order/second mine']);
    expect(session.attemptOf(second.id).$check.get()).toEqual({
      kind: 'judged',
      report: failed,
      stale: false,
    });
    expect(session.$announcement.get()).toBe('Failed. 0 of 1 facts hold. First that does not: it holds. No.');
  });

  it('waits for nothing while another one of the track runs: it does not begin', async () => {
    const { session, calls, settle } = standIn();
    const done = session.check();
    session.$selected.set(second.id);
    await session.check();
    expect(calls).toHaveLength(1);
    settle().resolve(passed);
    await done;
  });

  it('is stale when the code has changed meanwhile', async () => {
    const { session, settle } = standIn();
    const done = session.check();
    session.attemptOf(first.id).edit('shop/middleware.py', 'changed\n');
    settle().resolve(failed);
    await done;
    expect(session.attemptOf(first.id).$check.get()).toMatchObject({ stale: true });
  });

  it('that passes marks the exercise as solved', async () => {
    const { session, settle } = standIn();
    expect($solved.get().solved[first.id]).toBeUndefined();
    const done = session.check();
    settle().resolve(passed);
    await done;
    expect($solved.get().solved[first.id]).toBeDefined();
    expect($solved.get().solved[second.id]).toBeUndefined();
  });

  it('without a verdict says why, and a retry checks again', async () => {
    const { session, calls, settle } = standIn();
    const done = session.check();
    settle().reject(new Error('The interpreter stopped working.'));
    await done;
    expect(session.attemptOf(first.id).$check.get()).toEqual({
      kind: 'broken',
      reason: 'The interpreter stopped working.',
    });
    expect(session.$announcement.get()).toBe('No verdict. The interpreter stopped working.');
    void session.retry();
    await Promise.resolve();
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['check', 'retry', 'check']);
  });
});

describe('a request of one’s own', () => {
  it('goes to what is in the editor, and its trace is shown', async () => {
    const { session, calls } = standIn();
    const attempt = session.attemptOf(first.id);
    attempt.edit('shop/middleware.py', 'mine\n');
    await session.send({ method: 'GET', path: '/books/' });
    expect(calls).toEqual(['GET /books/ mine']);
    expect(attempt.$own.get()).toEqual({ kind: 'answered', exchange: answered, stale: false });
    expect(attempt.$trace.get()).toBe('own');
    attempt.edit('shop/middleware.py', 'changed\n');
    expect(attempt.$own.get()).toMatchObject({ stale: true });
  });

  it('that the code can’t answer says why, and where', async () => {
    const { session } = standIn();
    await session.send({ method: 'GET', path: '/broken/' });
    expect(session.attemptOf(first.id).$own.get()).toEqual({
      kind: 'broken',
      reason: 'SyntaxError: no (shop/middleware.py, line 3)',
      at,
    });
  });

  it('waits for nothing while a check runs: it does not begin', async () => {
    const { session, calls, settle } = standIn();
    const done = session.check();
    await session.send({ method: 'GET', path: '/books/' });
    expect(calls).toHaveLength(1);
    settle().resolve(passed);
    await done;
  });
});

it('turning to the exercise of another track boots its sandbox', () => {
  const { session, calls } = standIn([first, { ...second, track: 'rebuild' }]);
  session.select(second.id);
  expect(session.$selected.get()).toBe(second.id);
  expect(calls).toEqual(['warm']);
});

it('turning to another exercise of the same track boots nothing', () => {
  const { session, calls } = standIn();
  session.select(second.id);
  expect(calls).toEqual([]);
});

it('with data saver a sandbox waits for a check', async () => {
  const { session, calls, settle } = standIn([first, second], { saveData: true });
  session.warm('opened-an-exercise');
  session.warm();
  expect(calls).toEqual([]);
  const done = session.check();
  settle().resolve(passed);
  await done;
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['check']);
});

it('a sandbox boots ahead only while nothing has been started', () => {
  const { session, state, calls } = standIn();
  session.warm();
  state.set({ phase: 'running', finished: 0, total: 3 });
  session.warm();
  expect(calls).toEqual(['warm']);
});

it('a hint brings its panel to the front', () => {
  const { session } = standIn();
  session.hint();
  expect(session.$panel.get()).toBe('hints');
  expect(session.attemptOf(first.id).$hints.get()).toBe(1);
});

it('an unknown exercise leaves the first one chosen', () => {
  expect(createSession([first, second], '02-order/gone').$selected.get()).toBe(first.id);
});
