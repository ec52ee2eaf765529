import { describe, expect, it } from 'vitest';
import { describeState, missingAbilities } from './words.ts';

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
});

describe('a browser', () => {
  it('that can do everything hears nothing', () => {
    expect(missingAbilities({ moduleWorkers: true, webAssembly: true })).toBeNull();
  });

  it('without module Workers is told what, where and what to do', () => {
    expect(missingAbilities({ moduleWorkers: false, webAssembly: true })).toBe(
      'This browser has no module Workers, which the sandbox below runs on, so exercises can be read here but not ' +
        'checked: open this page in a current Chrome, Edge, Firefox or Safari, with nothing of it switched off.',
    );
  });

  it('without both is told so at once', () => {
    expect(missingAbilities({ moduleWorkers: false, webAssembly: false })).toContain(
      'This browser has no module Workers and no WebAssembly,',
    );
  });
});
