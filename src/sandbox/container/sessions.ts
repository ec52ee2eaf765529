import type { Unsubscribe } from './api.ts';
import type { ContainerSlot } from './boot.ts';
import { openSession, type Session } from './session.ts';

/** The containers of a page, one after the other: when one has ended, the next that is asked for takes its place. */
export interface Sessions {
  /** The one that is up; null when there is none. */
  current(): Session | null;
  /** The one that is up, or a new one. @throws {SandboxError} a `boot` fault */
  connect(signal: AbortSignal): Promise<Session>;
  /** Has `attach` done to the session that is up, if there is one, and to all later ones. */
  each(attach: (session: Session) => Unsubscribe): Unsubscribe;
}

export function createSessions(slot: ContainerSlot, onStep: (step: string) => void): Sessions {
  const attached = new Map<(session: Session) => Unsubscribe, Unsubscribe | null>();
  let current: Session | null = null;

  function onEnd(ended: Session): void {
    if (current !== ended) return;
    current = null;
    for (const [attach, detach] of attached) {
      detach?.();
      attached.set(attach, null);
    }
    slot.teardown();
  }

  return {
    current: () => current,
    async connect(signal) {
      const container = await slot.boot(signal, onStep);
      // Two may have waited for the same boot.
      if (current?.container === container) return current;
      const session = openSession(container, onEnd);
      current = session;
      for (const attach of attached.keys()) attached.set(attach, attach(session));
      return session;
    },
    each(attach) {
      attached.set(attach, current === null ? null : attach(current));
      return () => {
        attached.get(attach)?.();
        attached.delete(attach);
      };
    },
  };
}
