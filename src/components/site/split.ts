/** The arithmetic of a splitter. Sizes are percentages of the space that both sides share. */
export interface SplitRange {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

const step = 2;

export function clampSplit(value: number, { min, max }: SplitRange): number {
  return Math.min(max, Math.max(min, Math.round(value * 10) / 10));
}

/** Where a key moves the splitter; null when the key isn't one of its keys. */
export function splitAfterKey(key: string, value: number, axis: 'x' | 'y', range: SplitRange): number | null {
  const [less, more] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === less) return clampSplit(value - step, range);
  if (key === more) return clampSplit(value + step, range);
  if (key === 'Home') return range.min;
  if (key === 'End') return range.max;
  if (key === 'Enter') return range.initial;
  return null;
}

/** What localStorage held, as a size; null when it held none. */
export function readSplit(text: string | null, range: SplitRange): number | null {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? clampSplit(value, range) : null;
}
