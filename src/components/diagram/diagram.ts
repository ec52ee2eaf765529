import { atom, computed } from 'nanostores';
import { layerName } from '../../stack/layer-name.ts';
import type { Stack } from '../../stack/schema.ts';
import { type Behaviour, type Entry, moved, toEntries, toMiddleware } from './entries.ts';
import { outcomeOf, outcomeWords } from './outcome.ts';
import type { Played } from './played.ts';
import { createRealDjango, type LoadPlayer } from './real-django.ts';
import { toSteps } from './steps.ts';

export interface DiagramOptions {
  /** Whether the page may move by itself. */
  mayMove?(): boolean;
  /** Plays a changed stack. Without one the replica is loaded and plays it. */
  playStack?(stack: Stack): Played | Promise<Played>;
  /** Real Django; without one the sandbox is loaded. */
  loadPlayer?: LoadPlayer;
}

export type Diagram = ReturnType<typeof createDiagram>;

/** The pace of playing, in milliseconds a step: short runs at leisure, long ones not for ever. */
function pace(steps: number): number {
  return Math.max(220, Math.min(650, 9000 / Math.max(1, steps)));
}

/** One diagram's state: the MIDDLEWARE list as the reader arranged it, its run, and how much of it is shown. */
export function createDiagram(start: Played, options: DiagramOptions = {}) {
  const { mayMove = () => true, playStack = playOnReplica, loadPlayer } = options;
  let first = start;
  const $entries = atom(toEntries(start.stack.middleware));
  const $played = atom(start);
  const $stack = computed($played, ({ stack }) => stack);
  const $steps = computed($played, (played) =>
    played.ok ? toSteps(played.run.trace, played.stack.middleware) : [],
  );
  /** How many steps have happened. */
  const $step = atom($steps.get().length);
  const $playing = atom(false);
  /** What the live region says. */
  const $announcement = atom('');
  const real = createRealDjango(loadPlayer);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pause(): void {
    clearTimeout(timer);
    $playing.set(false);
  }

  function tick(): void {
    $step.set($step.get() + 1);
    if ($step.get() >= $steps.get().length) pause();
    else timer = setTimeout(tick, pace($steps.get().length));
  }

  function seek(step: number, said: 'said' | 'unsaid' = 'said'): void {
    pause();
    $step.set(Math.max(0, Math.min(step, $steps.get().length)));
    if (said === 'said') $announcement.set(wordsAt($step.get()));
  }

  function wordsAt(step: number): string {
    const total = $steps.get().length;
    return step === 0 ? 'Before the request.' : `${step} of ${total}. ${$steps.get()[step - 1]?.words ?? ''}`;
  }

  function startPlaying(): void {
    pause();
    if ($steps.get().length === 0) return;
    if ($step.get() >= $steps.get().length) $step.set(0);
    $playing.set(true);
    timer = setTimeout(tick, 150);
  }

  /** The list has become another one: play it, and show what it does now. */
  async function change(entries: readonly Entry[], said: string): Promise<void> {
    pause();
    real.forget();
    $entries.set(entries);
    const middleware = toMiddleware(entries);
    const asGiven = JSON.stringify(middleware) === JSON.stringify(first.stack.middleware);
    const played = asGiven ? first : await playStack({ ...first.stack, middleware });
    // Another change came meanwhile, and will show itself.
    if ($entries.get() !== entries) return;
    show(played);
    const result = played.ok ? outcomeWords(outcomeOf(played.run, played.stack)) : played.problem;
    $announcement.set(`${said} ${result}`);
    if (mayMove()) startPlaying();
  }

  /** The end of a run, before anyone asks for its way there. */
  function show(played: Played): void {
    $played.set(played);
    $step.set($steps.get().length);
  }

  /** Real Django's run stands beside the replica's; where the replica has none, it is what the diagram draws. */
  async function runOnDjango(): Promise<void> {
    const played = $played.get();
    await real.run(played.stack);
    const state = real.$state.get();
    if (state.phase === 'done' && !played.ok && $played.get() === played)
      show({ ok: true, stack: played.stack, run: state.run, source: 'django' });
  }

  async function update(key: string, changes: Partial<Entry>, said: (name: string) => string): Promise<void> {
    const entries = $entries.get();
    const entry = entries.find((one) => one.key === key);
    if (entry === undefined) return;
    await change(
      entries.map((one) => (one === entry ? { ...one, ...changes } : one)),
      said(layerName(entry.layer)),
    );
  }

  return {
    $entries,
    $stack,
    $played,
    $steps,
    $step,
    $playing,
    $announcement,
    real,

    play: startPlaying,
    pause,
    seek,
    forward: (): void => seek($step.get() + 1),
    back: (): void => seek($step.get() - 1),

    async move(key: string, to: number): Promise<void> {
      const entries = $entries.get();
      const from = entries.findIndex((entry) => entry.key === key);
      const entry = entries[from];
      const place = Math.max(0, Math.min(to, entries.length - 1));
      if (entry === undefined || place === from) return;
      await change(
        moved(entries, from, place),
        `${layerName(entry.layer)} is now ${place + 1} of ${entries.length}.`,
      );
    },
    switch: (key: string, on: boolean): Promise<void> =>
      update(key, { on }, (name) => `${name} is ${on ? 'on' : 'off'}.`),
    behave: (key: string, behaviour: Behaviour): Promise<void> =>
      update(key, { behaviour }, (name) => `${name} changed.`),
    /** The list as the author wrote it. */
    reset: (): Promise<void> => change(toEntries(first.stack.middleware), 'The list is as it was.'),
    /** Puts another stack, with what became of it, in the place of this one. */
    load(next: Played): void {
      pause();
      real.forget();
      first = next;
      $entries.set(toEntries(next.stack.middleware));
      show(next);
    },
    runOnDjango,
    /** Stops every timer; for a diagram that leaves the page. */
    dispose(): void {
      pause();
      real.cancel();
    },
  };
}

async function playOnReplica(stack: Stack): Promise<Played> {
  const { playStack } = await import('./play-stack.ts');
  return playStack(stack);
}
