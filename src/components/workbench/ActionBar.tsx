import { useStore } from '@nanostores/preact';
import { Lightbulb, Play, RotateCcw, SquareSplitHorizontal } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { $solved } from '../progress/solved.ts';
import type { Attempt } from './attempt.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import { SandboxStatus } from './SandboxStatus.tsx';
import { SolutionDialog } from './SolutionDialog.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  /** Before that, whoever wakes the workbench hands on what was pressed: see `client:intent`. */
  readonly alive: boolean;
  /** What the browser lacks that a check of this track needs, in a sentence; null when it lacks nothing. */
  readonly missing: string | null;
}

type Open = 'reset' | 'ask' | 'solution' | null;

export function ActionBar({ session, attempt, alive, missing }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const running = useStore(attempt.$check).kind === 'running';
  const hints = useStore(attempt.$hints);
  const touched = useStore(attempt.$touched, { ssr: 'initial' });
  const { solved } = useStore($solved, { ssr: 'initial' });
  const { id, hints: all } = attempt.exercise;

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      void session.check();
    };
    if (missing !== null || !alive) return;
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [session, alive, missing]);

  return (
    <div class="actions">
      <button
        type="button"
        class="button primary check"
        disabled={missing !== null}
        aria-disabled={running}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        title="Ctrl+Enter or ⌘+Enter"
        onClick={() => void session.check()}
      >
        <Play size={14} aria-hidden="true" fill="currentColor" />
        {running ? 'Checking' : 'Check'}
      </button>
      <button type="button" class="button quiet" disabled={hints >= all.length} onClick={session.hint}>
        <Lightbulb size={15} aria-hidden="true" />
        {hints === 0 ? 'Hint' : `Hint ${Math.min(hints + 1, all.length)} of ${all.length}`}
      </button>
      <button
        type="button"
        class="button quiet"
        onClick={() => setOpen(solved[id] === undefined ? 'ask' : 'solution')}
      >
        <SquareSplitHorizontal size={15} aria-hidden="true" />
        Solution
      </button>
      <button type="button" class="button quiet" disabled={!touched} onClick={() => setOpen('reset')}>
        <RotateCcw size={15} aria-hidden="true" />
        Reset
      </button>
      <DownloadButton key={id} session={session} attempt={attempt} />
      <SandboxStatus session={session} attempt={attempt} alive={alive} missing={missing} />
      {open === 'reset' && (
        <ConfirmDialog
          title="Back to the start?"
          text="Every file of this exercise goes back to how you found it. You can undo this."
          yes="Reset"
          no="Keep my changes"
          onYes={() => {
            attempt.reset();
            session.$panel.set('results');
            session.$announcement.set('Every file is back at the start. Undo is in the results.');
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'ask' && (
        <ConfirmDialog
          title="See the reference solution?"
          text="You haven't passed this exercise yet. One more try, or the next hint, will teach you more than reading the answer."
          yes="Show the solution"
          no="Keep trying"
          onYes={() => setOpen('solution')}
          onClose={() => setOpen((now) => (now === 'ask' ? null : now))}
        />
      )}
      {open === 'solution' && <SolutionDialog attempt={attempt} onClose={() => setOpen(null)} />}
    </div>
  );
}
