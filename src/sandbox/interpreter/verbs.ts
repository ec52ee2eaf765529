import type { Exchange, HttpRequest, ManageOutput } from '../../django/exchange.ts';
import type { SourceLine } from '../../trace/events.ts';
import type { Outcome } from '../outcome.ts';
import type { BootReport, FileSet } from '../protocol.ts';

/** What the Django interpreter's room answers. Past `limit`, in milliseconds, learner code is stopped where it is. */
export interface DjangoVerbs {
  /** @param shared what the first room of the page loaded; null for that one */
  boot(shared: unknown): Promise<Outcome<Booted>>;
  /** The base project, which the boot comes to need after a while. */
  base(files: FileSet): Promise<Outcome<null>>;
  /** Lays `files` over the base project and starts it. What is missing to do so is loaded by `load`. */
  write(files: FileSet, limit: number): Promise<Outcome<Written>>;
  load(): Promise<Outcome<null>>;
  reset(): Promise<Outcome<null>>;
  request(request: HttpRequest, limit: number): Promise<Outcome<Exchange>>;
  manage(args: readonly string[], limit: number): Promise<Outcome<ManageOutput>>;
}

export type Written = 'written' | 'not loaded';

export interface Booted {
  readonly report: BootReport;
  /** For the rooms to come, which then load nothing. */
  readonly shared: unknown;
}

/** What a room tells its owner unasked. */
export interface RoomEvents {
  /** `Unpacking Django`: what the boot is doing, in words. */
  step(step: string): void;
  /** A verb went too far, at that line of the learner's; it is being stopped. */
  stopping(at: SourceLine | null): void;
  /** Its memory has become several times what it was, and memory never shrinks. */
  overgrown(): void;
}
