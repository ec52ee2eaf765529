import { atom } from 'nanostores';
import type { StackRun } from '../../stack/run.ts';
import type { Stack } from '../../stack/schema.ts';

/** A stack's run on real Django, as far as it has come. */
export type RealRun =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly step: string }
  | { readonly phase: 'done'; readonly run: StackRun }
  | { readonly phase: 'failed'; readonly reason: string };

/** Plays stacks on real Django. Rejects with an error whose message says what went wrong, or when `signal` aborts. */
export type PlayOnDjango = (
  stack: Stack,
  how: { onStep(step: string): void; readonly signal: AbortSignal },
) => Promise<StackRun>;

/** Rejects with a `MissingAbility` in a browser that Django can't run in. */
export type LoadPlayer = () => Promise<PlayOnDjango>;

export type RealDjango = ReturnType<typeof createRealDjango>;

/** The sandbox's program is fetched with the first run: nobody who only reads pays for it. */
const loadBrowserPlayer: LoadPlayer = async () => {
  const { demandAbilities } = await import('../workbench/abilities.ts');
  await demandAbilities('django');
  return (await import('./django-player.ts')).playOnDjango;
};

/** One stack at a time on real Django, with its state for the page. */
export function createRealDjango(load: LoadPlayer = loadBrowserPlayer) {
  const $state = atom<RealRun>({ phase: 'idle' });
  let running: AbortController | null = null;

  function stop(): void {
    running?.abort();
    running = null;
    $state.set({ phase: 'idle' });
  }

  return {
    $state,
    async run(stack: Stack): Promise<void> {
      stop();
      const mine = new AbortController();
      running = mine;
      /** A run that was cancelled, or that another one replaced, has nothing more to say. */
      const say = (state: RealRun): void => {
        if (running === mine) $state.set(state);
      };
      say({ phase: 'running', step: 'Loading the sandbox' });
      try {
        const play = await load().catch((error: unknown) => {
          // By its name: its class comes with the program that this page may do without.
          if (error instanceof Error && error.name === 'MissingAbility') throw error;
          throw new Error(
            `The sandbox's program could not be loaded (${messageOf(error)}). Look at your connection and try again.`,
          );
        });
        const run = await play(stack, {
          onStep: (step) => say({ phase: 'running', step }),
          signal: mine.signal,
        });
        say({ phase: 'done', run });
      } catch (error) {
        say({ phase: 'failed', reason: messageOf(error) });
      }
    },
    cancel: stop,
    /** What it found is about a stack that is no longer there. */
    forget: stop,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
