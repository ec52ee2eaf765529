import type { Exchange, HttpRequest, ManageOutput } from '../../django/exchange.ts';
import type { Outcome } from '../outcome.ts';
import type { FileSet } from '../protocol.ts';

/** What the Django interpreter's room answers. */
export interface DjangoVerbs {
  boot(base: FileSet): Promise<Outcome<null>>;
  write(files: FileSet): Promise<Outcome<null>>;
  reset(): Promise<Outcome<null>>;
  request(request: HttpRequest): Promise<Outcome<Exchange>>;
  manage(args: readonly string[]): Promise<Outcome<ManageOutput>>;
}

/** What a booting room tells its owner unasked. */
export interface BootEvents {
  /** `Unpacking Django`: what the boot is doing, in words. */
  step(step: string): void;
}
