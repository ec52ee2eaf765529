import { atom } from 'nanostores';
import { once } from '../../django/once.ts';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { SandboxState } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

export interface Fallback {
  /** Its boot rejects when it has waited long enough: see `BOOT_LIMIT` of the container. */
  first(): Promise<Sandbox>;
  second(): Promise<Sandbox>;
  /** Told why the first one was given up, as a clause. */
  onFall(why: string): void;
}

/**
 * A sandbox that is the first one until it can't boot, and the second one from then on. What waited for the boot is
 * done by the second, so a learner who pressed Check gets a verdict either way.
 */
export function withFallback({ first, second, onFall }: Fallback): Sandbox {
  const state = atom<SandboxState>({ phase: 'idle' });
  let closed = false;
  let fallen = false;
  /** The one in use, or the first one while it boots. */
  let current: Sandbox | null = null;
  let unfollow = (): void => {};

  const ready = once(async () => (fallen ? use(await second()) : boot()));

  async function boot(): Promise<Sandbox> {
    try {
      const sandbox = use(await first());
      await sandbox.warm();
      return sandbox;
    } catch (error) {
      await fall(error);
      return use(await second());
    }
  }

  function use(sandbox: Sandbox): Sandbox {
    if (closed) {
      void sandbox.close();
      throw new SandboxError({ kind: 'closed' });
    }
    current = sandbox;
    unfollow = sandbox.state.listen((told) => {
      // A boot that failed is no end here: the second one takes over.
      if (fallen || told.phase !== 'failed') state.set(told);
    });
    return sandbox;
  }

  async function fall(error: unknown): Promise<void> {
    // Nobody wants another one in place of a sandbox that was closed.
    if (closed) throw new SandboxError({ kind: 'closed' });
    const failed = current;
    fallen = true;
    unfollow();
    ready.forget();
    state.set({ phase: 'booting', step: 'Starting the sandbox of this page' });
    onFall(clauseOf(error));
    await failed?.close().catch(() => undefined);
  }

  /** The first one may have to boot again, long after its first boot: it can fail then, too. */
  async function perform<Value>(action: (sandbox: Sandbox) => Promise<Value>): Promise<Value> {
    const sandbox = await ready();
    const isFirst = !fallen;
    try {
      return await action(sandbox);
    } catch (error) {
      const dead = error instanceof SandboxError && error.fault.kind === 'boot';
      if (!isFirst || !dead) {
        // The state that was held back.
        if (!fallen) state.set(sandbox.state.get());
        throw error;
      }
      if (!fallen) await fall(error);
      return action(await ready());
    }
  }

  return {
    state,
    warm: () => perform((sandbox) => sandbox.warm()),
    check: (exercise, files, options) => perform((sandbox) => sandbox.check(exercise, files, options)),
    request: (files, request) => perform((sandbox) => sandbox.request(files, request)),
    async close() {
      closed = true;
      unfollow();
      await current?.close();
    },
  };
}

function clauseOf(error: unknown): string {
  const fault = error instanceof SandboxError ? error.fault : null;
  const words =
    fault?.kind === 'boot' ? fault.detail : error instanceof Error ? error.message : String(error);
  return words.replace(/\.$/, '');
}
