import { atom } from 'nanostores';
import { describe, expect, it } from 'vitest';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { Report, SandboxState } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { withFallback } from './with-fallback.ts';

const verdict = (milliseconds: number): Report => ({
  verdict: 'passed',
  tests: [],
  output: '',
  milliseconds,
});
const silent = new SandboxError({ kind: 'boot', detail: 'its vendor has not answered within 30 seconds.' });
const clause = 'its vendor has not answered within 30 seconds';

/** A sandbox whose boot ends when the test says so. */
function standIn(name: string, calls: string[], report = verdict(0)) {
  const state = atom<SandboxState>({ phase: 'idle' });
  const boot = Promise.withResolvers<void>();
  boot.promise.catch(() => undefined);
  let trouble: Error | null = null;
  const sandbox: Sandbox = {
    state,
    async warm() {
      calls.push(`${name} warm`);
      state.set({ phase: 'booting', step: `${name} boots` });
      try {
        await boot.promise;
        state.set({ phase: 'ready' });
      } catch (error) {
        state.set({ phase: 'failed', reason: name, remedy: '' });
        throw error;
      }
    },
    async check(exercise) {
      calls.push(`${name} check ${exercise}`);
      if (trouble !== null) {
        state.set({ phase: 'failed', reason: trouble.message, remedy: '' });
        throw trouble;
      }
      return report;
    },
    request: async () => Promise.reject(new Error('no')),
    async close() {
      calls.push(`${name} close`);
      boot.reject(new SandboxError({ kind: 'closed' }));
    },
  };
  return {
    sandbox,
    state,
    boot,
    break: (error: Error) => {
      trouble = error;
    },
  };
}

function both() {
  const calls: string[] = [];
  const told: string[] = [];
  const first = standIn('first', calls);
  const second = standIn('second', calls, verdict(2));
  second.boot.resolve();
  const sandbox = withFallback({
    first: async () => first.sandbox,
    second: async () => second.sandbox,
    onFall: (why) => told.push(why),
  });
  const phases: string[] = [];
  sandbox.state.listen((state) => phases.push(state.phase));
  return { sandbox, first, second, calls, told, phases };
}

describe('while the first one boots and works', () => {
  it('it is the one that is used, and the second is never opened', async () => {
    const { sandbox, first, calls, told } = both();
    first.boot.resolve();
    await expect(sandbox.check('one', {})).resolves.toEqual(verdict(0));
    expect(calls).toEqual(['first warm', 'first check one']);
    expect(told).toEqual([]);
    first.state.set({ phase: 'running', finished: 1, total: 2 });
    expect(sandbox.state.get()).toEqual({ phase: 'running', finished: 1, total: 2 });
  });

  it('what is no failed boot is told as it is, and the next check is its too', async () => {
    const { sandbox, first, told } = both();
    first.boot.resolve();
    await sandbox.warm();
    const crash = new SandboxError({ kind: 'crash', detail: 'gone' });
    first.break(crash);
    await expect(sandbox.check('one', {})).rejects.toBe(crash);
    expect(sandbox.state.get().phase).toBe('failed');
    expect(told).toEqual([]);
  });
});

describe('once the first one can’t boot', () => {
  it('the check that waited is run by the second, and why is told, without its full stop', async () => {
    const { sandbox, first, calls, told, phases } = both();
    const check = sandbox.check('one', {});
    first.boot.reject(silent);
    await expect(check).resolves.toEqual(verdict(2));
    expect(told).toEqual([clause]);
    expect(calls).toEqual(['first warm', 'first close', 'second check one']);
    expect(phases).not.toContain('failed');
  });

  it('several that waited fall together, once', async () => {
    const { sandbox, first, calls, told } = both();
    const waited = Promise.all([sandbox.warm(), sandbox.check('one', {})]);
    first.boot.reject(new Error('no WebContainer today'));
    await waited;
    expect(told).toEqual(['no WebContainer today']);
    expect(calls.filter((call) => call.startsWith('first'))).toEqual(['first warm', 'first close']);
  });

  it('be it after many checks, the second takes over', async () => {
    const { sandbox, first, calls, told } = both();
    first.boot.resolve();
    await sandbox.warm();
    first.break(silent);
    await expect(sandbox.check('one', {})).resolves.toEqual(verdict(2));
    expect(told).toEqual([clause]);
    expect(calls.at(-1)).toBe('second check one');
  });

  it('the second one’s own trouble is told as it is', async () => {
    const { sandbox, first, second } = both();
    second.break(new Error('broken too'));
    const check = sandbox.check('one', {});
    first.boot.reject(silent);
    await expect(check).rejects.toThrow('broken too');
    expect(sandbox.state.get()).toMatchObject({ phase: 'failed', reason: 'broken too' });
  });
});

it('closed while the first one boots, nothing takes its place', async () => {
  const { sandbox, calls, told } = both();
  const check = sandbox.check('one', {});
  await expect.poll(() => calls).toContain('first warm');
  await sandbox.close();
  await expect(check).rejects.toMatchObject({ fault: { kind: 'closed' } });
  expect(calls).toEqual(['first warm', 'first close']);
  expect(told).toEqual([]);
});
