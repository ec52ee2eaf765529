/** A file's text in the editor, in the container, and as both had it last; null where there is none. */
export interface Sides {
  readonly ours: string | null;
  readonly written: string | null;
  readonly theirs: string | null;
}

/** `take`: ours becomes theirs. `write`: theirs becomes ours. */
export type Decision = 'nothing' | 'take' | 'write';

/**
 * What brings editor and container in step. Where both sides have changed a file, ours wins, since the learner is typing;
 * but a text wins over no text, so that a removal takes nothing away that the other side has written since.
 */
export function reconcile({ ours, written, theirs }: Sides): Decision {
  if (ours === theirs) return 'nothing';
  if (theirs === written) return 'write';
  if (ours === written || ours === null) return 'take';
  return 'write';
}
