import { useStore } from '@nanostores/preact';
import type { Attempt } from './attempt.ts';
import type { Session } from './session.ts';
import { describeState } from './words.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

const savings = { saved: 'Draft saved', waiting: 'Saving the draft', refused: 'Draft not saved' } as const;

/** What the sandbox is doing, and whether the draft is safe, in words. */
export function SandboxStatus({ session, attempt }: Props) {
  const { tone, text } = describeState(useStore(session.sandboxes.state(attempt.exercise.track)));
  const saving = useStore(attempt.$saving);
  const touched = useStore(attempt.$touched, { ssr: 'initial' });
  return (
    <p class="status">
      {(touched || saving !== 'saved') && (
        <span
          class={saving === 'refused' ? 'bad' : 'quiet'}
          title={
            saving === 'refused'
              ? 'This browser refuses to store anything for this site. Copy your code before you leave the page.'
              : undefined
          }
        >
          {savings[saving]}
        </span>
      )}
      <span class={tone} data-sandbox={tone}>
        <i aria-hidden="true" />
        {text}
      </span>
    </p>
  );
}
