import { atom } from 'nanostores';
import { describe, expect, it } from 'vitest';
import type { RecordedExchange, Report, SandboxState } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { MissingAbility } from './abilities.ts';
import { createSandboxes } from './sandboxes.ts';

const verdict: Report = { verdict: 'passed', tests: [], output: '', milliseconds: 1 };

function standIn() {
  const calls: string[] = [];
  const state = atom<SandboxState>({ phase: 'idle' });
  const sandbox: Sandbox = {
    state,
    warm: async () => {
      calls.push('warm');
      state.set({ phase: 'ready' });
    },
    check: async (exercise) => {
      calls.push(`check ${exercise}`);
      return verdict;
    },
    request: async (_, { path }) => {
      calls.push(`request ${path}`);
      return {} as RecordedExchange;
    },
    close: async () => {
      calls.push('close');
    },
  };
  return { calls, state, sandbox };
}

describe('the sandboxes of a page', () => {
  it('open none before it is wanted, and each track’s only once', async () => {
    const opened: string[] = [];
    const { sandbox, calls } = standIn();
    const sandboxes = createSandboxes(async (track) => {
      opened.push(track);
      return sandbox;
    });
    expect(sandboxes.state('django').get()).toEqual({ phase: 'idle' });
    expect(opened).toEqual([]);
    await Promise.all([sandboxes.warm('django'), sandboxes.check('django', '02-order/request-id', {})]);
    await sandboxes.check('django', '02-order/other', {});
    expect(opened).toEqual(['django']);
    expect(calls).toEqual(['warm', 'check 02-order/request-id', 'check 02-order/other']);
  });

  it('say what the sandbox says', async () => {
    const { sandbox, state } = standIn();
    const sandboxes = createSandboxes(async () => sandbox);
    await sandboxes.warm('rebuild');
    expect(sandboxes.state('rebuild').get()).toEqual({ phase: 'ready' });
    state.set({ phase: 'running', finished: 1, total: 4 });
    expect(sandboxes.state('rebuild').get()).toEqual({ phase: 'running', finished: 1, total: 4 });
    expect(sandboxes.state('django').get()).toEqual({ phase: 'idle' });
  });

  it('say when the program itself cannot be loaded, and load it anew the next time', async () => {
    const { sandbox } = standIn();
    let online = false;
    const sandboxes = createSandboxes(async () => {
      if (!online) throw new Error('no network');
      return sandbox;
    });
    await expect(sandboxes.check('django', 'x', {})).rejects.toThrow('no network');
    expect(sandboxes.state('django').get()).toEqual({
      phase: 'failed',
      reason: "The sandbox's program could not be loaded: no network",
      remedy: 'Look at your connection and try again.',
    });
    online = true;
    await expect(sandboxes.check('django', 'x', {})).resolves.toBe(verdict);
  });

  it('close a failed sandbox before a new one boots', async () => {
    const { sandbox, calls } = standIn();
    let opened = 0;
    const sandboxes = createSandboxes(async () => {
      opened += 1;
      return sandbox;
    });
    await sandboxes.warm('django');
    await sandboxes.retry('django');
    expect(calls).toEqual(['warm', 'close', 'warm']);
    expect(opened).toBe(2);
  });

  it('check anew on the one that takes another’s place, of which nothing more is told', async () => {
    const old = standIn();
    const next = standIn();
    const checking = Promise.withResolvers<Report>();
    const stuck: Sandbox = {
      ...old.sandbox,
      check: () => checking.promise,
      close: async () => checking.reject(new Error('closed')),
    };
    const queue = [stuck, next.sandbox];
    const sandboxes = createSandboxes(async () => queue.shift() ?? next.sandbox);
    await sandboxes.warm('rebuild');
    const check = sandboxes.check('rebuild', '02-order/compose-the-onion', {});
    await sandboxes.retry('rebuild');
    await expect(check).resolves.toBe(verdict);
    expect(next.calls).toContain('check 02-order/compose-the-onion');
    old.state.set({ phase: 'failed', reason: 'closed', remedy: '' });
    expect(sandboxes.state('rebuild').get()).toEqual({ phase: 'ready' });
  });

  it('say why in a browser that the track can’t run in, and offer no other try', async () => {
    const sandboxes = createSandboxes(() =>
      Promise.reject(new MissingAbility('This browser has no WebAssembly.')),
    );
    await expect(sandboxes.check('django', 'x', {})).rejects.toThrow('This browser has no WebAssembly.');
    expect(sandboxes.state('django').get()).toEqual({ phase: 'idle' });
  });
});
