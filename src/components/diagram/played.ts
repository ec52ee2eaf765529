import type { StackRun } from '../../stack/run.ts';
import type { Stack } from '../../stack/schema.ts';

/** Who made a run. */
export type Source = 'replica' | 'django';

export interface PlayedRun {
  readonly ok: true;
  readonly stack: Stack;
  readonly run: StackRun;
  readonly source: Source;
}

/** A stack and what became of its request; or why it can't be played. */
export type Played = PlayedRun | { readonly ok: false; readonly stack: Stack; readonly problem: string };
