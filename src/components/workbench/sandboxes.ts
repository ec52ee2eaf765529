import { atom, type ReadableAtom } from 'nanostores';
import { baseUrl } from '../../course/address.ts';
import type { HttpRequest } from '../../django/exchange.ts';
import { Unreachable } from '../../django/unreachable.ts';
import type { FileSet, RecordedExchange, Report, SandboxState, Track } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { demandAbilities, MissingAbility } from './abilities.ts';
import { affordsSpare, readMachine } from './intent.ts';

/** The sandboxes of a page: one for each track, opened when first wanted and kept over a switch of exercises. */
export interface Sandboxes {
  state(track: Track): ReadableAtom<SandboxState>;
  /** Boots ahead. A failure is told by `state` alone. */
  warm(track: Track): Promise<void>;
  /** Rejects when no verdict was possible. */
  check(track: Track, exercise: string, files: FileSet): Promise<Report>;
  /** Sends one request to the site that `files` make, on real Django. Rejects with why it couldn't be sent. */
  request(files: FileSet, request: HttpRequest): Promise<RecordedExchange>;
  /** Throws the sandbox away and boots a new one; a check that runs meanwhile begins anew there. */
  retry(track: Track): Promise<void>;
}

/** Rejects with a `MissingAbility` in a browser that the track can't run in. */
export type OpenSandbox = (track: Track) => Promise<Sandbox>;

/** The driver is fetched with the first sandbox: nobody who only reads pays for it. */
export const openBrowserSandbox: OpenSandbox = async (track) => {
  await demandAbilities(track);
  const { createBrowserSandbox } = await import('../../sandbox/drivers/browser.ts');
  return createBrowserSandbox(track, () => loadBase(track), affordsSpare(readMachine()));
};

/** The base project of a track, as the build wrote it. */
export async function loadBase(track: Track): Promise<FileSet> {
  const address = baseUrl(track);
  const response = await fetch(address).catch(() => {
    throw new Unreachable(address);
  });
  if (!response.ok) {
    throw new Error(
      `${address} answered ${response.status}, and the exercise needs the files in it. Reload the page.`,
    );
  }
  return response.json();
}

export function createSandboxes(open: OpenSandbox = openBrowserSandbox): Sandboxes {
  interface Desk {
    readonly state: ReturnType<typeof atom<SandboxState>>;
    sandbox: Promise<Sandbox> | null;
    /** Counts the sandboxes that were thrown away. */
    gone: number;
  }
  const desks = new Map<Track, Desk>();

  function deskOf(track: Track): Desk {
    const desk = desks.get(track) ?? { state: atom<SandboxState>({ phase: 'idle' }), sandbox: null, gone: 0 };
    desks.set(track, desk);
    return desk;
  }

  function sandboxOf(track: Track): Promise<Sandbox> {
    const desk = deskOf(track);
    desk.sandbox ??= start(desk, track);
    return desk.sandbox;
  }

  async function start(desk: Desk, track: Track): Promise<Sandbox> {
    const { gone } = desk;
    desk.state.set({ phase: 'booting', step: 'Loading the sandbox' });
    try {
      const sandbox = await open(track);
      // It still says `idle` here: ours already says more.
      sandbox.state.listen((state) => desk.gone === gone && desk.state.set(state));
      return sandbox;
    } catch (error) {
      if (desk.gone !== gone) throw error;
      // The next attempt begins anew.
      desk.sandbox = null;
      desk.state.set(stateAfter(error));
      throw error;
    }
  }

  async function warm(track: Track): Promise<void> {
    try {
      await (await sandboxOf(track)).warm();
    } catch {
      // `state` says it, where the learner looks.
    }
  }

  return {
    state: (track) => deskOf(track).state,
    warm,
    async check(track, exercise, files) {
      const desk = deskOf(track);
      for (;;) {
        const { gone } = desk;
        try {
          return await (await sandboxOf(track)).check(exercise, files);
        } catch (error) {
          if (desk.gone === gone) throw error;
        }
      }
    },
    request: async (files, request) => (await sandboxOf('django')).request(files, request),
    async retry(track) {
      const desk = deskOf(track);
      const old = desk.sandbox;
      desk.sandbox = null;
      desk.gone += 1;
      await (await old?.catch(() => undefined))?.close();
      await warm(track);
    },
  };
}

function stateAfter(error: unknown): SandboxState {
  // Another try would end the same way: the page says what is missing instead of offering one.
  if (error instanceof MissingAbility) return { phase: 'idle' };
  return {
    phase: 'failed',
    reason: `The sandbox's program could not be loaded: ${error instanceof Error ? error.message : error}`,
    remedy: 'Look at your connection and try again.',
  };
}
