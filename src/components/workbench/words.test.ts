import { describe, expect, it } from 'vitest';
import { describeState } from './words.ts';

describe('the sandbox says', () => {
  it('that nothing has been started', () => {
    expect(describeState({ phase: 'idle' })).toEqual({ tone: 'quiet', text: 'Sandbox not started' });
  });

  it('which step of the start it is at', () => {
    expect(describeState({ phase: 'booting', step: 'Loading Python' }).text).toBe('Starting: loading Python');
    expect(describeState({ phase: 'booting', step: 'SQL tables' }).text).toBe('Starting: SQL tables');
  });

  it('how many tests have run, once it knows how many there are', () => {
    expect(describeState({ phase: 'running', finished: 0, total: null }).text).toBe('Loading the tests');
    expect(describeState({ phase: 'running', finished: 2, total: 7 }).text).toBe('Running: 2 of 7 done');
  });

  it('that it is ready, or that it failed', () => {
    expect(describeState({ phase: 'ready' }).text).toBe('Sandbox ready');
    expect(describeState({ phase: 'failed', reason: 'x', remedy: 'y' }).text).toBe('Sandbox failed');
  });

  it('what it waits for', () => {
    const wait = 'data saver is on';
    expect(describeState({ phase: 'idle' }, { wait }).text).toBe(
      'Sandbox starts with Check: data saver is on',
    );
    expect(describeState({ phase: 'ready' }, { wait }).text).toBe('Sandbox ready');
  });

  it('that this browser can’t run it', () => {
    expect(describeState({ phase: 'idle' }, { missing: 'This browser has no WebAssembly.' })).toEqual({
      tone: 'bad',
      text: 'Sandbox can’t run here',
    });
  });
});
