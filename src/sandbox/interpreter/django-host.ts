import type { SourceLine } from '../../trace/events.ts';
import { SandboxError } from '../outcome.ts';
import type { FileSet } from '../protocol.ts';
import { keepRoom, type RoomKeeper } from '../room-keeper.ts';
import { type HostOptions, type InterpreterHost, keeping, performing } from './host.ts';
import type { Booted, DjangoVerbs, RoomEvents, Written } from './verbs.ts';

/** How long a verb that was told to stop may take before its room is killed, in milliseconds. */
const GRACE = 1_000;

/** Real Django in a room that boots once and is put back in place by `reset`. */
export function createDjangoHost(options: HostOptions): InterpreterHost {
  const { driver } = options;
  const common = keeping(options);
  const { verb, start = verb } = common.deadlines;

  /** Where the verb was when it was told to stop, if it was. */
  let stoppingAt: SourceLine | null = null;
  /** Its memory would be the page's until that is left, so the next reset takes another room. */
  let overgrown = false;

  async function boot(call: (verb: string, ...args: unknown[]) => Promise<unknown>): Promise<void> {
    const base = async (): Promise<unknown> => call('base', await options.loadBase());
    // Long before it needs the project a boot has much to load.
    const [booted] = await Promise.all([call('boot', driver.shared.value), base()]);
    const { report, shared } = booted as Booted;
    driver.shared.value ??= shared;
    options.onBoot?.(report);
  }

  const room = keepRoom<DjangoVerbs, RoomEvents>({
    open: () => driver.openInterpreter('django'),
    ...common,
    boot,
    offers: (standsBy) => ({
      step(step) {
        if (!standsBy()) options.onStep?.(step);
      },
      stopping(at) {
        stoppingAt = at;
      },
      overgrown() {
        overgrown = true;
      },
    }),
    spare: options.spare ?? false,
  });
  const within: RoomKeeper<DjangoVerbs>['callWithin'] = async (limit, ...call) => {
    stoppingAt = null;
    try {
      return await room.callWithin(limit + GRACE, ...call);
    } catch (error) {
      // What had to be killed has left word of where it was.
      if (!(error instanceof SandboxError) || error.fault.kind !== 'timeout') throw error;
      throw new SandboxError({ at: stoppingAt, ...error.fault });
    }
  };

  /** Loading takes as long as the network does: the learner's code is given its own time after it. */
  async function write(files: FileSet): Promise<Written> {
    // A start takes longer than a request, and as long in each test: it is never hurried.
    const written = await within(start, 'write', files, start);
    if (written === 'written') return written;
    await room.callWithin(common.deadlines.boot, 'load');
    return within(start, 'write', files, start);
  }

  async function reset(): Promise<void> {
    if (!overgrown) return void (await room.call('reset'));
    overgrown = false;
    room.discard();
  }

  return {
    warm: room.warm,
    standBy: room.standBy,
    perform: performing(verb, (limit) => ({
      write,
      reset,
      request: (request: Parameters<DjangoVerbs['request']>[0]) => within(limit, 'request', request, limit),
      manage: (args: Parameters<DjangoVerbs['manage']>[0]) => within(limit, 'manage', args, limit),
      close: async () => room.close(),
    })),
    close: room.close,
  };
}
