import { createBirpc } from 'birpc';
import type { Outcome } from './outcome.ts';
import { outcomeOf, SandboxError, unwrap } from './outcome.ts';
import type { Fault } from './protocol.ts';
import type { Room } from './room.ts';

/** The verbs of a room, in the words of the wire: each resolves to an outcome. */
export type Verbs = Record<string, (...args: never[]) => Promise<Outcome<unknown>>>;
type Arguments<Verb> = Verb extends (...args: infer Args) => unknown ? Args : never;
type Value<Verb> = Verb extends (...args: never[]) => Promise<Outcome<infer Result>> ? Result : never;

/** How long a verb may take before its room is killed, in milliseconds. */
export interface Deadlines {
  readonly boot: number;
  readonly verb: number;
}

export interface KeeperOptions<Offered extends object> {
  open(): Room;
  /** The first call into a new room; every other one waits for it. */
  boot(call: (verb: string, ...args: unknown[]) => Promise<unknown>): Promise<unknown>;
  readonly deadlines: Deadlines;
  /** What the room may call back. */
  readonly offers?: Offered;
}

/** Owns one disposable room: opens it when first needed, kills it when it hangs, opens another in its place. */
export interface RoomKeeper<RoomVerbs extends object> {
  /** Opens and boots the room if there is none. @throws {SandboxError} */
  warm(): Promise<void>;
  /** @throws {SandboxError} */
  call<Name extends keyof RoomVerbs & string>(
    name: Name,
    ...args: Arguments<RoomVerbs[Name]>
  ): Promise<Value<RoomVerbs[Name]>>;
  /** Ends the room; the next call opens a new one. */
  discard(): void;
  /** Ends the room for good: every later call, and the one that is waiting, rejects with a `closed` fault. */
  close(): void;
}

export function keepRoom<RoomVerbs extends object, Offered extends object = object>(
  options: KeeperOptions<Offered>,
): RoomKeeper<RoomVerbs> {
  let live: LiveRoom | null = null;
  let closed = false;

  async function ready(): Promise<LiveRoom> {
    if (closed) throw new SandboxError({ kind: 'closed' });
    live ??= openLiveRoom(options, (ended) => {
      if (live === ended) live = null;
    });
    const room = live;
    await room.booted;
    return room;
  }

  return {
    warm: async () => void (await ready()),
    async call(name, ...args) {
      const room = await ready();
      return (await room.send(name, args, options.deadlines.verb)) as Value<RoomVerbs[typeof name]>;
    },
    discard: () => live?.end({ kind: 'closed' }),
    close() {
      closed = true;
      live?.end({ kind: 'closed' });
    },
  };
}

interface LiveRoom {
  readonly booted: Promise<void>;
  send(name: string, args: readonly unknown[], deadline: number): Promise<unknown>;
  /** Kills the room; whatever waits for it rejects with `fault`. */
  end(fault: Fault): void;
}

function openLiveRoom<Offered extends object>(
  options: KeeperOptions<Offered>,
  onEnd: (room: LiveRoom) => void,
): LiveRoom {
  const room = options.open();
  const remote = createBirpc<Verbs, object>(options.offers ?? {}, {
    post: (message) => room.post(message),
    on: (listener) => room.onMessage(listener),
    // birpc's own time-out would leave the room running; ours kills it.
    timeout: -1,
  });
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Nobody need be waiting when a room ends.
  ended.catch(() => undefined);

  function end(fault: Fault): void {
    onEnd(live);
    room.kill();
    remote.$close();
    reject(new SandboxError(fault));
  }

  async function send(name: string, args: readonly unknown[], deadline: number): Promise<unknown> {
    const timer = setTimeout(() => end({ kind: 'timeout', verb: name, milliseconds: deadline }), deadline);
    try {
      const answer = remote.$callRaw({ method: name, args: [...args] }) as Promise<unknown>;
      return unwrap((await Promise.race([answer, ended])) as Outcome<unknown>);
    } catch (error) {
      // A room that crashed inside a verb can't be trusted with the next one.
      if (error instanceof SandboxError && error.fault.kind === 'crash') end(error.fault);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function boot(): Promise<void> {
    const { boot: bootDeadline } = options.deadlines;
    const outcome = await outcomeOf(() => options.boot((verb, ...args) => send(verb, args, bootDeadline)));
    if (outcome.ok) return;
    const fault = bootFault(outcome.fault);
    end(fault);
    throw new SandboxError(fault);
  }

  room.onDeath((detail) => end({ kind: 'crash', detail }));
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
