import type { Container } from './api.ts';

/** What a piece of work in the container is bound to. */
export interface Work {
  readonly container: Container;
  /** Aborted when the work is to stop, with what it then rejects with. */
  readonly signal: AbortSignal;
  /** The container's end: nothing of it answers after that. */
  readonly gone: AbortSignal;
  /** What its processes print for people. */
  onText(text: string): void;
  /** A process was killed, and is still there: only the end of the container will end it. */
  onUnstoppable(): void;
}
