/** When a sandbox boots ahead of the first check, and what the machine and its connection say against it. */
import type { SandboxState } from '../../sandbox/protocol.ts';

/** What somebody did, which may tell what they do next. */
export type Sign =
  | 'opened-a-lesson'
  | 'opened-an-exercise'
  | 'turned-to-the-workbench'
  | 'turned-to-the-editor'
  | 'changed-tracks';

export interface Machine {
  /** The reader asked the browser to save data. */
  readonly saveData: boolean;
  /** `cellular`, `wifi`, …; null where the browser doesn't say. */
  readonly connection: string | null;
  /** Roughly, in GiB; null where the browser doesn't say. */
  readonly memory: number | null;
}

interface Told {
  readonly connection?: { readonly saveData?: boolean; readonly type?: string };
  readonly deviceMemory?: number;
}

/** What the browser tells of the machine, as far as it does: some of it Chromium alone. */
export function readMachine({ connection, deviceMemory }: Told = globalThis.navigator as Told): Machine {
  return {
    saveData: connection?.saveData === true,
    connection: connection?.type ?? null,
    memory: deviceMemory ?? null,
  };
}

/** Why nothing is loaded before it is asked for, as a clause; null when nothing speaks against it. */
export function reasonToWait({ saveData, connection }: Machine): string | null {
  if (saveData) return 'data saver is on';
  return connection === 'cellular' ? 'the connection is metered' : null;
}

/** Whether a sandbox boots now, though nobody has asked for a check. */
export function bootsAhead(sign: Sign, phase: SandboxState['phase'], machine: Machine): boolean {
  return sign !== 'opened-a-lesson' && phase === 'idle' && reasonToWait(machine) === null;
}

/** Two interpreters take their memory twice; with less than this, in GiB, one has to do. */
const ROOM_FOR_TWO = 4;

/** Whether a second interpreter may stand by; yes where the browser doesn't tell. */
export function affordsSpare({ memory }: Machine): boolean {
  return memory === null || memory >= ROOM_FOR_TWO;
}
