import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores';
import { readSitePolicy, type SitePolicy } from '../../hosting/site-policy.ts';
import type { ContainerSandbox } from '../../sandbox/container/sandbox.ts';
import type { Workspace } from '../../sandbox/container/workspace.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { createIsolation, type Isolation } from './isolate-page.ts';
import { climb, type Ladder, type SandboxKind, type Surroundings } from './ladder.ts';
import { openContainerSandbox } from './open-container.ts';
import { $sandboxChoice } from './sandbox-choice.ts';
import { type OpenSandbox, openBrowserSandbox } from './sandboxes.ts';
import { readSurroundings } from './surroundings.ts';
import { withFallback } from './with-fallback.ts';

/** Which sandbox the Rebuild track of a page runs in: decided by `climb`, opened here. */
export interface PageLadder {
  readonly $ladder: ReadableAtom<Ladder>;
  /** That of the container in use; null before it is opened, and once it has been given up. */
  readonly $workspace: ReadableAtom<Workspace | null>;
  /** Opens the sandbox of a track: on the Rebuild track the one that `$ladder` says, with the embedded one to fall back on. */
  readonly open: OpenSandbox;
  /** Remembered. Choosing the WebContainer again after it failed is another try. */
  choose(kind: SandboxKind): void;
  /** Loads the page anew, isolated, if that is what the ladder waits for; see `createIsolation`. To be called once it is shown. */
  isolate(): Promise<void>;
}

interface Parts {
  readonly policy?: SitePolicy;
  /** The page was loaded at an address that its host isolates. */
  readonly isolatedAddress: boolean;
  readonly $choice?: WritableAtom<SandboxKind | null>;
  readonly look?: () => Omit<Surroundings, 'isolatedAddress' | 'isolationTried'>;
  readonly isolation?: Isolation;
  readonly embedded?: OpenSandbox;
  readonly container?: () => Promise<ContainerSandbox>;
  /** The page's own. */
  readonly path?: () => string;
}

export function createPageLadder({
  policy = readSitePolicy(import.meta.env['PUBLIC_WEBCONTAINER']),
  isolatedAddress,
  $choice = $sandboxChoice,
  look = readSurroundings,
  isolation = createIsolation(),
  embedded = openBrowserSandbox,
  container = openContainerSandbox,
  path = () => globalThis.location?.pathname ?? '/',
}: Parts): PageLadder {
  /** What another tab chooses is for its pages and for later ones: nobody's sandbox is taken away from afar. */
  const $wish = atom($choice.get());
  const $failed = atom<string | null>(null);
  const $workspace = atom<Workspace | null>(null);
  /** Counts what happened to the isolation. */
  const $attempts = atom(0);
  const $ladder = computed([$wish, $failed, $attempts], (choice, failed) => {
    const around = { ...look(), isolatedAddress, isolationTried: isolation.tried(path()) };
    return climb({ policy, choice, failed }, around);
  });

  /** Where nothing is isolated by a service worker, there is nothing to take away, and maybe none to ask. */
  async function release(): Promise<void> {
    await isolation.release(look().isolated).catch(() => undefined);
  }

  /** The container, with the embedded one to fall back on. */
  function openContainer(): Sandbox {
    let used = true;
    /** Before the container ends: what it then loses is nobody's doing. */
    const giveUp = (): void => {
      if (used) $workspace.set(null);
      used = false;
    };
    const sandbox = withFallback({
      async first() {
        const opened = await container();
        if (used) $workspace.set(opened.workspace);
        return opened;
      },
      second: () => embedded('rebuild'),
      onFall(why) {
        giveUp();
        $failed.set(why);
      },
    });
    return {
      ...sandbox,
      close() {
        giveUp();
        return sandbox.close();
      },
    };
  }

  return {
    $ladder,
    $workspace,
    open: async (track) =>
      track === 'rebuild' && $ladder.get().use === 'container' ? openContainer() : embedded(track),
    choose(kind) {
      $failed.set(null);
      $wish.set(kind);
      $choice.set(kind);
      if (kind === 'embedded') $workspace.set(null);
      if (kind === 'embedded') void release();
    },
    async isolate() {
      if (look().isolated) isolation.succeeded(path());
      // What an earlier page had to leave.
      else if ($wish.get() === 'embedded') await release();
      const { instead, others } = $ladder.get();
      if (!instead || !others.some(({ remedy }) => remedy === 'isolate')) return;
      try {
        await isolation.isolate(path());
      } catch {
        // The ladder says that it was tried.
        $attempts.set($attempts.get() + 1);
      }
    },
  };
}
