import type { Track } from './protocol.ts';

/** Why a room died by itself. */
export interface Death {
  readonly detail: string;
  /** It never lived: its program could not be fetched. */
  readonly unreachable?: boolean;
}

/** A disposable worker, as its owner sees it: messages in and out, and an end. */
export interface Room {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called at most once, with why, when the room dies by itself. Never after `kill`. */
  onDeath(listener: (death: Death) => void): void;
  /** Ends the room at once, whatever it is doing. */
  kill(): void;
}

/** A room's own end of the line to its owner. */
export interface Door {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** A platform that can open rooms. Only its file knows what kind of worker that is. */
export interface Driver {
  openInterpreter(track: Track): Room;
  openExaminer(): Room;
  /** What the first Django interpreter loaded, for all later ones: each platform knows what is in it. */
  readonly shared: { value: unknown };
}
