/** A network link as numbers: what passes through it takes its turn, one after the other. */
export interface Link {
  /**
   * Puts `bytes` on the link at the time `now`.
   * @returns when the last of them has passed, in ms on the clock of `now`
   */
  send(bytes: number, now: number): number;
}

/** @param megabits a second, of 10⁶ bits each */
export function createLink(megabits: number): Link {
  const bytesPerMs = (megabits * 1e6) / 8 / 1000;
  let freeAt = Number.NEGATIVE_INFINITY;
  return {
    send(bytes, now) {
      freeAt = Math.max(freeAt, now) + bytes / bytesPerMs;
      return freeAt;
    },
  };
}
