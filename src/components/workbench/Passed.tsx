import { ArrowRight } from 'lucide-preact';
import type { Attempt } from './attempt.ts';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

/** Where to go after a pass. */
export function Passed({ session, attempt }: Props) {
  const { exercises } = session;
  const next = exercises[exercises.findIndex(({ id }) => id === attempt.exercise.id) + 1];
  return (
    <p class="after">
      <span>
        Solved, and remembered in this browser. <b>Solution</b> compares yours with the reference.
      </span>
      {next && (
        <a href={next.url}>
          Next: {next.title} <ArrowRight size={14} aria-hidden="true" />
        </a>
      )}
    </p>
  );
}
