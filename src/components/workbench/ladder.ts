/** Which sandbox the Rebuild track runs in, and why. The embedded one runs wherever anything does: it is the last rung. */
import type { SitePolicy } from '../../hosting/site-policy.ts';

export type SandboxKind = 'embedded' | 'container';

/** What the page, the browser and the machine can do, as far as they tell without asking any network. */
export interface Surroundings {
  /** `crossOriginIsolated`: settled when the page is loaded, and for its whole life. */
  readonly isolated: boolean;
  /** The page was loaded at an address that its host isolates: that of a Rebuild exercise. */
  readonly isolatedAddress: boolean;
  /** It is shown inside another page, whose isolation it would need too. */
  readonly framed: boolean;
  readonly secure: boolean;
  readonly sharedMemory: boolean;
  readonly webAssembly: boolean;
  readonly workers: boolean;
  /** A service worker may stand in for a host that sets no headers. */
  readonly serviceWorkers: boolean;
  /** It has been tried already, and in vain. */
  readonly isolationTried: boolean;
  /** Roughly, in GiB; null where the browser doesn't say. */
  readonly memory: number | null;
  readonly iOS: boolean;
  /** The clause of `reasonToWait`. */
  readonly wait: string | null;
}

export interface Wish {
  readonly policy: SitePolicy;
  /** What the learner chose, on this page or an earlier one. */
  readonly choice: SandboxKind | null;
  /** Why the WebContainer failed on this page, as a clause; null when it hasn't. */
  readonly failed: string | null;
}

/** What would let the WebContainer run after all. */
export type Remedy = 'reload' | 'isolate' | 'retry';

export interface OtherSandbox {
  readonly kind: SandboxKind;
  /** Why it can't run as things are, as a clause; null when it can. */
  readonly hindrance: string | null;
  readonly remedy: Remedy | null;
  /** What speaks against it though it can run, as a clause. */
  readonly caution: string | null;
}

export interface Ladder {
  readonly use: SandboxKind;
  /** Why, as a clause. */
  readonly because: string;
  readonly others: readonly OtherSandbox[];
  /** The learner asked for the WebContainer and doesn't have it. */
  readonly instead: boolean;
}

/** With less than this, in GiB, nobody starts in a WebContainer without having chosen it. */
const ENOUGH_MEMORY = 4;

export function climb(wish: Wish, around: Surroundings): Ladder {
  if (wish.policy === 'off') return embedded('this site has no other', []);
  const caution = cautionOf(around);
  const hindered = hindranceOf(wish, around);
  const other: OtherSandbox = { kind: 'container', hindrance: null, remedy: null, ...hindered, caution };

  if (wish.choice === 'embedded') return embedded('you chose it', [other]);
  if (wish.choice === null && wish.policy === 'offer') {
    return embedded('it is ready in a second and asks no other site for anything', [other]);
  }
  if (hindered !== null) return embedded(hindered.hindrance, [other], wish.choice === 'container');
  if (wish.choice === null && caution !== null) return embedded(caution, [other]);
  return {
    use: 'container',
    because: wish.choice === null ? 'this site starts with it' : 'you chose it',
    others: [{ kind: 'embedded', hindrance: null, remedy: null, caution: null }],
    instead: false,
  };
}

function embedded(because: string, others: readonly OtherSandbox[], instead = false): Ladder {
  return { use: 'embedded', because, others, instead };
}

function hindranceOf(
  { failed }: Wish,
  around: Surroundings,
): { readonly hindrance: string; readonly remedy: Remedy | null } | null {
  const never = (hindrance: string) => ({ hindrance, remedy: null });
  if (!around.webAssembly) return never('this browser has no WebAssembly, which a WebContainer needs');
  if (!around.workers) return never('this browser has no Workers, which a WebContainer needs');
  if (around.isolated) {
    if (!around.sharedMemory) return never('this browser has no shared memory, which a WebContainer needs');
    return failed === null ? null : { hindrance: failed, remedy: 'retry' };
  }
  if (around.framed) {
    return never('this page is shown inside another one, and a WebContainer needs a tab of its own');
  }
  if (!around.secure) return never('this page came without HTTPS, which a WebContainer needs');
  if (!around.isolatedAddress) {
    const hindrance =
      'the page was opened at another address, and a WebContainer needs it to be loaded at this one';
    return { hindrance, remedy: 'reload' };
  }
  if (around.serviceWorkers && !around.isolationTried) {
    return { hindrance: 'the page has to be loaded once more to be isolated', remedy: 'isolate' };
  }
  return never('the page could not be isolated from other sites, which a WebContainer needs');
}

function cautionOf({ iOS, memory, wait }: Surroundings): string | null {
  if (wait !== null) return `${wait}, and a WebContainer loads many megabytes`;
  if (iOS) return 'iPhones and iPads give a page little memory, and a WebContainer needs much';
  if (memory !== null && memory < ENOUGH_MEMORY) {
    return 'this machine has little memory, and a WebContainer needs much';
  }
  return null;
}
