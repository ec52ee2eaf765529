import type { SourceLine } from '../../trace/events.ts';
import type { Attempt } from './attempt.ts';
import type { Session } from './session.ts';

interface Props {
  readonly at: SourceLine | null;
  readonly session: Session;
  readonly attempt: Attempt;
  /** `views.py:12` in the place of `shop/views.py, line 12`. */
  readonly short?: boolean;
}

/** A line of the learner's; a link where the editor can show it. */
export function Place({ at, session, attempt, short = false }: Props) {
  if (at === null) return null;
  const full = `${at.file}, line ${at.line}`;
  const words = short ? `${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line}` : full;
  if (!attempt.exercise.shown.some(({ path }) => path === at.file)) {
    return (
      <span class="place" title={full}>
        {words}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="link place"
      aria-label={short ? full : undefined}
      onClick={() => {
        attempt.$open.set(at.file);
        session.$reveal.set({ path: at.file, line: at.line });
      }}
    >
      {words}
    </button>
  );
}
