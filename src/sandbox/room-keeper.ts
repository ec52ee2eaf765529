import { type LiveRoom, openLiveRoom } from './live-room.ts';
import type { Outcome } from './outcome.ts';
import { SandboxError } from './outcome.ts';
import type { Room } from './room.ts';

type Arguments<Verb> = Verb extends (...args: infer Args) => unknown ? Args : never;
type Value<Verb> = Verb extends (...args: never[]) => Promise<Outcome<infer Result>> ? Result : never;

/** How long a verb may take before its room is killed, in milliseconds. */
export interface Deadlines {
  readonly boot: number;
  readonly verb: number;
  /** A start of the learner's project; as long as any other verb unless told. */
  readonly start?: number;
}

export interface KeeperOptions<Offered extends object> {
  open(): Room;
  /** The first call into a new room; every other one waits for it. */
  boot(call: (verb: string, ...args: unknown[]) => Promise<unknown>): Promise<unknown>;
  readonly deadlines: Deadlines;
  /** What a room may call back. @param standsBy whether it is the spare, of which nobody need hear */
  offers?(standsBy: () => boolean): Offered;
  /** Whether a second room stands by, booted, so that the end of the first costs no boot. */
  readonly spare?: boolean;
  /** The pauses before a boot that the network failed is tried again, in milliseconds. */
  readonly retries?: readonly number[];
  /** Told before each such pause. */
  onRetry?(): void;
}

/** Owns one disposable room: opens it when first needed, kills it when it hangs, puts another in its place. */
export interface RoomKeeper<RoomVerbs extends object> {
  /** Opens and boots the room if there is none. @throws {SandboxError} */
  warm(): Promise<void>;
  /** From now on a spare is kept, if the options allow one. */
  standBy(): void;
  /** @throws {SandboxError} */
  call<Name extends keyof RoomVerbs & string>(
    name: Name,
    ...args: Arguments<RoomVerbs[Name]>
  ): Promise<Value<RoomVerbs[Name]>>;
  /** The same with a deadline of its own, in milliseconds. @throws {SandboxError} */
  callWithin<Name extends keyof RoomVerbs & string>(
    deadline: number,
    name: Name,
    ...args: Arguments<RoomVerbs[Name]>
  ): Promise<Value<RoomVerbs[Name]>>;
  /** Ends the room; the next call finds the spare, or opens a new one. */
  discard(): void;
  /** Ends the room for good: every later call, and the one that is waiting, rejects with a `closed` fault. */
  close(): void;
}

export function keepRoom<RoomVerbs extends object, Offered extends object = object>(
  options: KeeperOptions<Offered>,
): RoomKeeper<RoomVerbs> {
  const { deadlines, retries = [] } = options;
  let live: LiveRoom | null = null;
  let spare: LiveRoom | null = null;
  let calls = 0;
  let closed = false;
  let standsBy = false;

  function open(): LiveRoom {
    const room: LiveRoom = openLiveRoom({
      open: options.open,
      boot: options.boot,
      bootDeadline: deadlines.boot,
      offers: options.offers?.(() => room === spare) ?? {},
      onEnd(ended) {
        if (live === ended) live = null;
        if (spare === ended) spare = null;
      },
    });
    return room;
  }

  function takeSpare(): LiveRoom | null {
    const room = spare;
    spare = null;
    return room;
  }

  /** Not while a verb is under way: it would have to share the machine with a boot. */
  function openSpare(): void {
    if (!standsBy || closed || spare !== null || live === null || calls > 0) return;
    spare = open();
    // Where two don't fit, one has to do.
    spare.booted.catch(() => {
      standsBy = false;
    });
  }

  async function ready(): Promise<LiveRoom> {
    for (const pause of [...retries, null]) {
      if (closed) break;
      live ??= takeSpare() ?? open();
      const room = live;
      try {
        await room.booted;
        return room;
      } catch (error) {
        if (pause === null || !isNetworks(error)) throw error;
        options.onRetry?.();
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    throw new SandboxError({ kind: 'closed' });
  }

  const keeper: RoomKeeper<RoomVerbs> = {
    warm: async () => void (await ready()),
    standBy() {
      standsBy = options.spare === true;
      openSpare();
    },
    call: (name, ...args) => keeper.callWithin(deadlines.verb, name, ...args),
    async callWithin(deadline, name, ...args) {
      calls += 1;
      try {
        const room = await ready();
        return (await room.send(name, args, deadline)) as Value<RoomVerbs[typeof name]>;
      } finally {
        calls -= 1;
        openSpare();
      }
    },
    discard() {
      live?.end({ kind: 'closed' });
    },
    close() {
      closed = true;
      live?.end({ kind: 'closed' });
      spare?.end({ kind: 'closed' });
    },
  };
  return keeper;
}

function isNetworks(error: unknown): boolean {
  return error instanceof SandboxError && error.fault.kind === 'boot' && error.fault.network === true;
}
