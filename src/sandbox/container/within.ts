export interface Bounds {
  /** Aborted with what the waiting then rejects with. */
  readonly signal: AbortSignal;
  /** How long to wait at most; for ever without it. */
  readonly milliseconds?: number;
  /** What the waiting rejects with once that is over. */
  late?(): unknown;
}

/** Waits for `work` within bounds. What comes after them is nobody's any more: neither its value nor its failure. */
export async function within<Value>(work: Promise<Value>, bounds: Bounds): Promise<Value> {
  const { signal, milliseconds, late } = bounds;
  work.catch(() => undefined);
  signal.throwIfAborted();
  const { promise: over, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  const timer = milliseconds === undefined ? undefined : setTimeout(() => reject(late?.()), milliseconds);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
