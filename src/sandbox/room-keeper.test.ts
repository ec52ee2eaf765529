import { createBirpc } from 'birpc';
import { describe, expect, test, vi } from 'vitest';
import type { Outcome } from './outcome.ts';
import type { Death, Room } from './room.ts';
import { type KeeperOptions, keepRoom } from './room-keeper.ts';

interface EchoVerbs {
  boot(): Promise<Outcome<null>>;
  echo(text: string): Promise<Outcome<string>>;
}

interface FakeRoom extends Room {
  killed: boolean;
  die(detail: string): void;
}

/** A room without a worker: the verbs run here, in the next task. */
function openFake(verbs: EchoVerbs): FakeRoom {
  const toOwner: ((message: unknown) => void)[] = [];
  const toRoom: ((message: unknown) => void)[] = [];
  const dying: ((death: Death) => void)[] = [];
  const later = (listeners: typeof toOwner, message: unknown): void => {
    setTimeout(() => {
      for (const listener of listeners) listener(message);
    });
  };
  createBirpc(verbs, {
    post: (message) => later(toOwner, message),
    on: (listener) => void toRoom.push(listener),
  });
  return {
    killed: false,
    post: (message) => later(toRoom, message),
    onMessage: (listener) => void toOwner.push(listener),
    onDeath: (listener) => void dying.push(listener),
    kill() {
      this.killed = true;
    },
    die(detail) {
      for (const listener of dying) listener({ detail });
    },
  };
}

const echo: EchoVerbs['echo'] = async (text) => ({ ok: true, value: text });
const boot: EchoVerbs['boot'] = async () => ({ ok: true, value: null });
const never = (): Promise<never> => new Promise(() => undefined);

function keeperOf(verbs: readonly EchoVerbs[], more: Partial<KeeperOptions<object>> = {}) {
  const rooms: FakeRoom[] = [];
  const keeper = keepRoom<EchoVerbs>({
    open() {
      const next = verbs[Math.min(rooms.length, verbs.length - 1)];
      const room = openFake(next ?? { boot, echo });
      rooms.push(room);
      return room;
    },
    boot: (call) => call('boot'),
    deadlines: { boot: 50, verb: 50 },
    ...more,
  });
  return { keeper, rooms };
}

test('a room is opened at the first verb and kept for the next', async () => {
  const { keeper, rooms } = keeperOf([{ boot, echo }]);
  expect(rooms).toHaveLength(0);
  expect(await keeper.call('echo', 'one')).toBe('one');
  expect(await keeper.call('echo', 'two')).toBe('two');
  expect(rooms).toHaveLength(1);
});

test('a verb that outlives its deadline kills its room, and the next verb opens another', async () => {
  const { keeper, rooms } = keeperOf([
    { boot, echo: never },
    { boot, echo },
  ]);
  await expect(keeper.call('echo', 'lost')).rejects.toMatchObject({
    fault: { kind: 'timeout', verb: 'echo', milliseconds: 50 },
  });
  expect(rooms[0]?.killed).toBe(true);
  expect(await keeper.call('echo', 'found')).toBe('found');
  expect(rooms).toHaveLength(2);
});

test('a room that dies fails the verb that waits for it', async () => {
  const { keeper, rooms } = keeperOf([{ boot, echo: never }]);
  const waiting = keeper.call('echo', 'lost');
  setTimeout(() => rooms[0]?.die('out of memory'), 10);
  await expect(waiting).rejects.toMatchObject({ fault: { kind: 'crash', detail: 'out of memory' } });
});

test('a verb that throws what nobody foresaw is a crash, and its room is replaced', async () => {
  const crash: EchoVerbs['echo'] = async () => ({
    ok: false,
    fault: { kind: 'crash', detail: 'unreachable' },
  });
  const { keeper, rooms } = keeperOf([
    { boot, echo: crash },
    { boot, echo },
  ]);
  await expect(keeper.call('echo', 'lost')).rejects.toMatchObject({ fault: { kind: 'crash' } });
  expect(await keeper.call('echo', 'found')).toBe('found');
  expect(rooms[0]?.killed).toBe(true);
});

test('a code fault is the learner’s: the room stays', async () => {
  const fault = { kind: 'code', exception: 'ValueError', message: 'no', at: null, traceback: '' } as const;
  const { keeper, rooms } = keeperOf([{ boot, echo: async () => ({ ok: false, fault }) }]);
  await expect(keeper.call('echo', '')).rejects.toMatchObject({ fault, message: 'ValueError: no' });
  expect(rooms[0]?.killed).toBe(false);
});

test('a boot that takes too long says so, and is tried again at the next verb', async () => {
  const { keeper } = keeperOf([
    { boot: never, echo },
    { boot, echo },
  ]);
  await expect(keeper.warm()).rejects.toThrow(
    'The interpreter could not start: it was not ready after 0.05 seconds.',
  );
  await keeper.warm();
});

test('a closed keeper refuses every verb', async () => {
  const { keeper, rooms } = keeperOf([{ boot, echo }]);
  await keeper.warm();
  keeper.close();
  expect(rooms[0]?.killed).toBe(true);
  await expect(keeper.call('echo', '')).rejects.toThrow(
    'The sandbox is closed. Reload the page to open a new one.',
  );
});

describe('with a spare', () => {
  const spare = { spare: true };

  test('a second room boots when it is asked to stand by, and no third', async () => {
    const { keeper, rooms } = keeperOf([{ boot, echo }], spare);
    await keeper.warm();
    expect(rooms).toHaveLength(1);
    keeper.standBy();
    expect(rooms).toHaveLength(2);
    await keeper.call('echo', 'one');
    keeper.standBy();
    expect(rooms).toHaveLength(2);
  });

  test('it takes over from a room that was killed, and the next one is opened after its verb', async () => {
    const seen: number[] = [];
    const answering = {
      boot,
      echo: async (text: string) => ({ ok: true, value: `${text} ${rooms.length}` }) as const,
    };
    const { keeper, rooms } = keeperOf([{ boot, echo: never }, answering], spare);
    await keeper.warm();
    keeper.standBy();
    await expect(keeper.call('echo', 'lost')).rejects.toMatchObject({ fault: { kind: 'timeout' } });
    seen.push(rooms.length);
    expect(await keeper.call('echo', 'rooms so far:')).toBe('rooms so far: 2');
    seen.push(rooms.length);
    expect(seen).toEqual([2, 3]);
    expect(rooms.map(({ killed }) => killed)).toEqual([true, false, false]);
  });

  test('one that can’t boot is done without', async () => {
    const broken = {
      boot: async () => ({ ok: false, fault: { kind: 'crash', detail: 'no memory' } }) as const,
      echo,
    };
    const { keeper, rooms } = keeperOf([{ boot, echo }, broken], spare);
    await keeper.warm();
    keeper.standBy();
    expect(await keeper.call('echo', 'one')).toBe('one');
    await vi.waitFor(() => expect(rooms[1]?.killed).toBe(true));
    expect(await keeper.call('echo', 'two')).toBe('two');
    expect(rooms).toHaveLength(2);
  });

  test('closing ends both', async () => {
    const { keeper, rooms } = keeperOf([{ boot, echo }], spare);
    await keeper.warm();
    keeper.standBy();
    keeper.close();
    expect(rooms.map(({ killed }) => killed)).toEqual([true, true]);
  });
});

describe('a boot that the network failed', () => {
  const offline = {
    boot: async () =>
      ({ ok: false, fault: { kind: 'boot', detail: 'no connection.', network: true } }) as const,
    echo,
  };

  test('is tried again in a new room', async () => {
    let retried = 0;
    const { keeper, rooms } = keeperOf([offline, offline, { boot, echo }], {
      retries: [1, 1],
      onRetry: () => {
        retried += 1;
      },
    });
    expect(await keeper.call('echo', 'at last')).toBe('at last');
    expect(rooms.map(({ killed }) => killed)).toEqual([true, true, false]);
    expect(retried).toBe(2);
  });

  test('is said after the last attempt', async () => {
    const { keeper, rooms } = keeperOf([offline], { retries: [1, 1] });
    await expect(keeper.warm()).rejects.toThrow('The interpreter could not start: no connection.');
    expect(rooms).toHaveLength(3);
  });

  test('is not tried again once the keeper is closed', async () => {
    const { keeper, rooms } = keeperOf([offline], { retries: [1], onRetry: () => keeper.close() });
    await expect(keeper.warm()).rejects.toThrow('The sandbox is closed.');
    expect(rooms).toHaveLength(1);
  });
});

test('any other boot fault is not tried again', async () => {
  const broken = { boot: async () => ({ ok: false, fault: { kind: 'crash', detail: 'no' } }) as const, echo };
  const { keeper, rooms } = keeperOf([broken], { retries: [1] });
  await expect(keeper.warm()).rejects.toThrow('The interpreter could not start: no');
  expect(rooms).toHaveLength(1);
});
