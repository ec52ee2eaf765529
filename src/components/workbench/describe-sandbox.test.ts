import { describe, expect, it } from 'vitest';
import { describeSandbox, type SandboxFacts } from './describe-sandbox.ts';

const ready: SandboxFacts = {
  track: 'django',
  state: { phase: 'ready' },
  boot: { from: 'snapshot' },
  spare: true,
  drafts: 'kept',
};
const versions = 'Your code runs on Python 3.14.2 and Django 5.2.18, here in your browser.';
const standsBy = 'A second interpreter stands by, for when the first has to be stopped.';
const kept = 'Your drafts are kept in this browser, and nowhere else.';

describe('the sandbox tells', () => {
  it('that it started from a snapshot, what runs in it, what stands by and where drafts are', () => {
    expect(describeSandbox(ready)).toEqual([
      'It started from a snapshot: memory in which Django was ready already.',
      versions,
      standsBy,
      kept,
    ]);
  });

  it('that it started from scratch, and why', () => {
    const boot = { from: 'scratch', because: 'the snapshot was of another build' } as const;
    expect(describeSandbox({ ...ready, boot })[0]).toBe(
      'It started from scratch, because the snapshot was of another build. That takes some seconds longer than from a snapshot.',
    );
    expect(describeSandbox({ ...ready, boot: { from: 'scratch' } })[0]).toBe(
      'It started from scratch. That takes some seconds longer than from a snapshot.',
    );
  });

  it('that it waits, and for what', () => {
    const idle = { ...ready, state: { phase: 'idle' }, boot: null } as const;
    expect(describeSandbox(idle)[0]).toBe('The sandbox has not started yet: it starts when you turn to it.');
    expect(describeSandbox({ ...idle, wait: 'data saver is on' })).toEqual([
      'The sandbox starts with Check, and nothing is loaded before: data saver is on.',
      versions,
      kept,
    ]);
  });

  it('that it starts, that it works, or why it failed', () => {
    const booting = { phase: 'booting', step: 'Loading Python' } as const;
    expect(describeSandbox({ ...ready, state: booting, boot: null })[0]).toBe('The sandbox is starting.');
    const running = { phase: 'running', finished: 0, total: 1 } as const;
    expect(describeSandbox({ ...ready, state: running })).toContain(standsBy);
    const failed = { phase: 'failed', reason: 'No network.', remedy: 'Try again.' } as const;
    expect(describeSandbox({ ...ready, state: failed })[0]).toBe('The sandbox failed: No network.');
  });

  it('that a machine with little memory has no second interpreter', () => {
    expect(describeSandbox({ ...ready, spare: false })).toContain(
      'This machine has little memory, so no second interpreter stands by: after a runaway a new one starts.',
    );
  });

  it('that it can’t run, and then nothing of what runs in it', () => {
    expect(describeSandbox({ ...ready, missing: 'This browser has no WebAssembly.' })).toEqual([
      'This browser has no WebAssembly.',
      kept,
    ]);
  });

  it('nothing of Django on the Rebuild track', () => {
    expect(describeSandbox({ ...ready, track: 'rebuild', boot: null })).toEqual([
      'The sandbox is ready: a worker of this page.',
      'Your TypeScript runs as it is, without its types, here in your browser.',
      kept,
    ]);
  });

  it('on the Rebuild track which sandbox is used, and why', () => {
    const embedded = { use: 'embedded', because: 'you chose it', others: [], instead: false } as const;
    const rebuild = { ...ready, track: 'rebuild', boot: null } as const;
    expect(describeSandbox({ ...rebuild, ladder: embedded })).toEqual([
      'The sandbox is ready: a worker of this page.',
      'Your TypeScript runs as it is, without its types, here in your browser.',
      'This page’s own sandbox is used: you chose it.',
      kept,
    ]);
    expect(describeSandbox({ ...rebuild, ladder: { ...embedded, use: 'container' } })).toEqual([
      'The WebContainer is ready: a Node machine inside this page.',
      'Your exercise is a Node project in it, and Vitest checks it there, here in your browser.',
      'The WebContainer is used: you chose it.',
      kept,
    ]);
    expect(describeSandbox({ ...ready, ladder: embedded })).toEqual(describeSandbox(ready));
  });

  it('that drafts are not kept, and what to do', () => {
    expect(describeSandbox({ ...ready, drafts: 'full' }).at(-1)).toBe(
      'This browser’s storage for this site is full, so your changes are not kept: copy your code before you leave the page.',
    );
    expect(describeSandbox({ ...ready, drafts: 'refused' }).at(-1)).toBe(
      'This browser refuses to store anything for this site, so your changes are not kept: copy your code before you leave the page.',
    );
  });
});
