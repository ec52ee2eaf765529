import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { layerName } from '../../stack/layer-name.ts';
import { MissingAbility } from '../workbench/abilities.ts';
import { createDiagram } from './diagram.ts';
import { closed, playedOf, stackOf, stamp } from './fixtures.ts';
import { playStack } from './play-stack.ts';
import type { Played } from './played.ts';

const given = playedOf(stackOf([closed, stamp]));
const still = { playStack, mayMove: () => false };
const names = (diagram: ReturnType<typeof createDiagram>) =>
  diagram.$stack.get().middleware.map((layer) => layerName(layer));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a diagram', () => {
  it('begins at the end of the run that it was given', () => {
    const diagram = createDiagram(given, still);
    expect(diagram.$step.get()).toBe(given.run.trace.length);
  });

  it('plays from the start to the end and stops', () => {
    const diagram = createDiagram(given, still);
    diagram.play();
    expect(diagram.$step.get()).toBe(0);
    vi.runAllTimers();
    expect(diagram.$step.get()).toBe(given.run.trace.length);
    expect(diagram.$playing.get()).toBe(false);
  });

  it('goes no further than its ends, and says each step', () => {
    const diagram = createDiagram(given, still);
    diagram.forward();
    expect(diagram.$step.get()).toBe(given.run.trace.length);
    diagram.seek(-3);
    expect(diagram.$step.get()).toBe(0);
    expect(diagram.$announcement.get()).toBe('Before the request.');
    diagram.forward();
    expect(diagram.$announcement.get()).toMatch(/^1 of \d+\. \w/);
  });

  it('stepped by hand stops playing', () => {
    const diagram = createDiagram(given, still);
    diagram.play();
    diagram.back();
    vi.runAllTimers();
    expect(diagram.$step.get()).toBe(0);
  });
});

describe('a changed list', () => {
  it('is played anew, and its result is announced', async () => {
    const diagram = createDiagram(given, still);
    await diagram.move('Closed-0', 1);
    expect(names(diagram)).toEqual(['Stamp', 'Closed']);
    expect(diagram.$announcement.get()).toBe(
      'Closed is now 2 of 2. The client gets 503, with X-Stamp: bookshop.',
    );
    expect(diagram.$step.get()).toBe(diagram.$steps.get().length);
  });

  it('plays by itself only where the page may move', async () => {
    const moving = createDiagram(given, { playStack });
    await moving.move('Closed-0', 1);
    expect(moving.$playing.get()).toBe(true);
    const diagram = createDiagram(given, still);
    await diagram.move('Closed-0', 1);
    expect(diagram.$playing.get()).toBe(false);
  });

  it('with a layer off or answering otherwise is another stack', async () => {
    const diagram = createDiagram(given, still);
    await diagram.switch('Closed-0', false);
    expect(names(diagram)).toEqual(['Stamp']);
    await diagram.behave('Stamp-1', 'raises-before');
    expect(diagram.$announcement.get()).toContain('The client gets 500');
    await diagram.reset();
    expect(diagram.$played.get()).toBe(given);
  });

  it('put back as it was shows the run that was given, whoever made it', async () => {
    const recorded: Played = { ...given, source: 'django' };
    const diagram = createDiagram(recorded, still);
    await diagram.move('Closed-0', 1);
    await diagram.move('Closed-0', 0);
    expect(diagram.$played.get()).toBe(recorded);
  });

  it('is overtaken by a later change that was played sooner', async () => {
    const slow = Promise.withResolvers<Played>();
    const played: Promise<Played>[] = [slow.promise];
    const diagram = createDiagram(given, {
      ...still,
      playStack: (stack) => played.shift() ?? playStack(stack),
    });
    const first = diagram.switch('Closed-0', false);
    await diagram.switch('Stamp-1', false);
    slow.resolve(playStack(stackOf([stamp])));
    await first;
    expect(names(diagram)).toEqual([]);
  });

  it('that the replica lacks a middleware of says so', async () => {
    const reason = 'The replica has no FetchFromCacheMiddleware.';
    const diagram = createDiagram(given, {
      ...still,
      playStack: (stack) => ({ ok: false, stack, problem: reason }),
    });
    await diagram.move('Closed-0', 1);
    expect(diagram.$played.get()).toMatchObject({ ok: false, problem: reason });
    expect(diagram.$announcement.get()).toContain(reason);
  });
});

describe('a run on real Django', () => {
  it('is loaded when asked for, reports its steps, and ends with its run', async () => {
    const loadPlayer = vi.fn(async () => async () => given.run);
    const diagram = createDiagram(given, { ...still, loadPlayer });
    expect(loadPlayer).not.toHaveBeenCalled();
    await diagram.runOnDjango();
    expect(diagram.real.$state.get()).toEqual({ phase: 'done', run: given.run });
  });

  it('is what the diagram draws where the replica can’t play the stack', async () => {
    const problem: Played = { ok: false, stack: given.stack, problem: 'Not in the replica.' };
    const diagram = createDiagram(problem, { ...still, loadPlayer: async () => async () => given.run });
    expect(diagram.$steps.get()).toEqual([]);
    await diagram.runOnDjango();
    expect(diagram.$played.get()).toEqual({ ...given, source: 'django' });
  });

  it('that fails says why', async () => {
    const loadPlayer = async () => async () => Promise.reject(new Error('No network.'));
    const diagram = createDiagram(given, { ...still, loadPlayer });
    await diagram.runOnDjango();
    expect(diagram.real.$state.get()).toEqual({ phase: 'failed', reason: 'No network.' });
  });

  it('in a browser that Django can’t run in says what is missing, and nothing of the connection', async () => {
    const loadPlayer = () => Promise.reject(new MissingAbility('This browser has no WebAssembly.'));
    const diagram = createDiagram(given, { ...still, loadPlayer });
    await diagram.runOnDjango();
    expect(diagram.real.$state.get()).toEqual({
      phase: 'failed',
      reason: 'This browser has no WebAssembly.',
    });
  });

  it('whose program can’t be loaded says what to look at', async () => {
    const loadPlayer = async () => Promise.reject(new TypeError('Failed to fetch'));
    const diagram = createDiagram(given, { ...still, loadPlayer });
    await diagram.runOnDjango();
    expect(diagram.real.$state.get()).toEqual({
      phase: 'failed',
      reason:
        "The sandbox's program could not be loaded (Failed to fetch). Look at your connection and try again.",
    });
  });

  it('is given up when it is cancelled or the list changes', async () => {
    const signals: AbortSignal[] = [];
    const waiting = Promise.withResolvers<typeof given.run>();
    const loadPlayer =
      async () =>
      async (_: unknown, { signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return waiting.promise;
      };
    const diagram = createDiagram(given, { ...still, loadPlayer });
    const run = diagram.runOnDjango();
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    await diagram.move('Closed-0', 1);
    expect(signals[0]?.aborted).toBe(true);
    waiting.resolve(given.run);
    await run;
    expect(diagram.real.$state.get()).toEqual({ phase: 'idle' });
  });
});
