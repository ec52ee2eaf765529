import type { Outcome } from '../outcome.ts';
import { outcomeOf } from '../outcome.ts';
import type { BootReport, FileSet } from '../protocol.ts';
import type { Driver } from '../room.ts';
import type { Deadlines } from '../room-keeper.ts';

/**
 * The first boot on a slow phone and a cold cache must fit; a verb is milliseconds of work, or a loop. A start is work too
 * where the learner's apps or settings are others than those that Django was set up with.
 */
export const DEFAULT_DEADLINES: Deadlines = { boot: 120_000, verb: 5_000, start: 15_000 };

/** The pauses before another attempt to load what the network didn't bring, in milliseconds. */
export const NETWORK_RETRIES: readonly number[] = [1_000, 3_000];

/** What a hurried verb has at most, in milliseconds: another test of the same check has hung already. */
const HURRIED = 1_500;

export interface HostOptions {
  readonly driver: Driver;
  /** The files of the track's base project. Asked for often: it had better remember them. */
  loadBase(): Promise<FileSet>;
  onStep?(step: string): void;
  onBoot?(report: BootReport): void;
  /** Whether a second interpreter stands by: it needs as much memory as the first. */
  readonly spare?: boolean;
  readonly deadlines?: Deadlines;
}

/** An interpreter's owner: it outlives every room, and it is where a suite's verbs arrive. */
export interface InterpreterHost {
  /** Boots ahead of the first verb. @throws {SandboxError} */
  warm(): Promise<void>;
  /** Boots a second interpreter, if one may stand by, and from now on always keeps one. */
  standBy(): void;
  /**
   * Performs a verb that arrived as data from the examiner's room. Never rejects.
   * @param hurried whether it has less time than usual (`HURRIED`)
   */
  perform(verb: string, args: readonly unknown[], hurried?: boolean): Promise<Outcome<unknown>>;
  close(): void;
}

/** The verbs an examiner may send, by track: nothing else a message names is ever called. */
export type VerbTable = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;

/** What the keeper of every interpreter's room is told. */
export function keeping({ deadlines = DEFAULT_DEADLINES, onStep }: HostOptions) {
  return {
    deadlines,
    retries: NETWORK_RETRIES,
    onRetry: () => onStep?.('Connection lost: trying again'),
  };
}

/**
 * Makes `perform` of a table of verbs.
 * @param table from what such a verb may take, in milliseconds: less than its deadline when it is hurried
 */
export function performing(
  deadline: number,
  table: (limit: number) => VerbTable,
): InterpreterHost['perform'] {
  return (name, args, hurried = false) =>
    outcomeOf(() => {
      const verbs = table(hurried ? Math.min(deadline, HURRIED) : deadline);
      const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
      if (verb === undefined) throw new Error(`This interpreter has no verb "${name}".`);
      return verb(...(args as never[]));
    });
}
