import { useStore } from '@nanostores/preact';
import type { Attempt } from './attempt.ts';
import { regretOf } from './ladder-words.ts';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  readonly alive: boolean;
}

/** Says to somebody who chose the WebContainer why they don't have it, and what can be done. */
export function SandboxNotice({ session, attempt, alive }: Props) {
  const regret = regretOf(useStore(session.$ladder));
  if (!alive || attempt.exercise.track !== 'rebuild' || regret === null) return null;
  return (
    <div class="notice sandbox-notice" role="alert">
      <p>{regret.text}</p>
      <p class="ways">
        {regret.remedy === 'reload' && (
          <button type="button" class="link" onClick={() => location.reload()}>
            Reload the page
          </button>
        )}
        {regret.remedy === 'retry' && (
          <button type="button" class="link" onClick={() => session.choose('container')}>
            Try the WebContainer again
          </button>
        )}
        <button type="button" class="link" onClick={() => session.choose('embedded')}>
          Stay with this page’s own sandbox
        </button>
      </p>
    </div>
  );
}
