import { createBirpc } from 'birpc';
import type { Outcome } from './outcome.ts';
import { endsRoom, outcomeOf, SandboxError, unwrap } from './outcome.ts';
import type { Fault } from './protocol.ts';
import type { Room } from './room.ts';

/** The verbs of a room, in the words of the wire: each resolves to an outcome. */
export type Verbs = Record<string, (...args: never[]) => Promise<Outcome<unknown>>>;

export interface LiveRoomOptions {
  open(): Room;
  /** The first call into a new room; every other one waits for it. */
  boot(call: (verb: string, ...args: unknown[]) => Promise<unknown>): Promise<unknown>;
  /** How long the boot may take, in milliseconds. */
  readonly bootDeadline: number;
  /** What the room may call back. */
  readonly offers: object;
  /** Told once, when the room has ended, whoever ended it. */
  onEnd(room: LiveRoom): void;
}

/** A room that is open: it boots at once, and ends when a verb of it hangs or crashes. */
export interface LiveRoom {
  readonly booted: Promise<void>;
  send(name: string, args: readonly unknown[], deadline: number): Promise<unknown>;
  /** Kills the room; whatever waits for it rejects with `fault`. */
  end(fault: Fault): void;
}

export function openLiveRoom(options: LiveRoomOptions): LiveRoom {
  const room = options.open();
  const remote = createBirpc<Verbs, object>(options.offers, {
    post: (message) => room.post(message),
    on: (listener) => room.onMessage(listener),
    // birpc's own time-out would leave the room running; ours kills it.
    timeout: -1,
  });
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Nobody need be waiting when a room ends.
  ended.catch(() => undefined);

  function end(fault: Fault): void {
    options.onEnd(live);
    room.kill();
    remote.$close();
    reject(new SandboxError(fault));
  }

  async function send(name: string, args: readonly unknown[], deadline: number): Promise<unknown> {
    const timer = setTimeout(() => end({ kind: 'timeout', verb: name, milliseconds: deadline }), deadline);
    try {
      const answer = remote.$callRaw({ method: name, args: [...args] }) as Promise<unknown>;
      return unwrap((await Promise.race([ended, answer])) as Outcome<unknown>);
    } catch (error) {
      // A room that died inside a verb can't be trusted with the next one.
      if (error instanceof SandboxError && endsRoom(error.fault)) end(error.fault);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function boot(): Promise<void> {
    const outcome = await outcomeOf(() =>
      options.boot((verb, ...args) => send(verb, args, options.bootDeadline)),
    );
    if (outcome.ok) return;
    const fault = bootFault(outcome.fault);
    end(fault);
    throw new SandboxError(fault);
  }

  room.onDeath(({ detail, unreachable }) =>
    end(unreachable ? { kind: 'boot', detail, network: true } : { kind: 'crash', detail }),
  );
  const booted = Promise.resolve().then(boot);
  booted.catch(() => undefined);
  const live: LiveRoom = { booted, send, end };
  return live;
}

function bootFault(fault: Fault): Fault {
  switch (fault.kind) {
    case 'timeout':
      return { kind: 'boot', detail: `it was not ready after ${fault.milliseconds / 1000} seconds.` };
    case 'crash':
      return { kind: 'boot', detail: fault.detail };
    default:
      return fault;
  }
}
