import { useStore } from '@nanostores/preact';
import { FilePlus2, Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Bench } from '../container/bench.ts';
import type { Attempt } from './attempt.ts';
import { PathDialog } from './PathDialog.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  readonly alive: boolean;
  /** The container that has the files too, if one is used. */
  readonly bench: Bench | null;
  /** A new file is there to be written. */
  onAdd(): void;
}

const hints = { django: 'Such as shop/ids.py', rebuild: 'Such as chain.ts' } as const;

/** Adds files to the exercise's, and renames or removes those that the learner has added, here or in a container. */
export function OwnFiles({ session, attempt, alive, bench, onAdd }: Props) {
  const [asked, setAsked] = useState<'add' | 'rename' | 'remove' | null>(null);
  const open = useStore(attempt.$open);
  const own = alive && attempt.isOwn(open);
  const loose = own || (bench?.isLoose(attempt, open) ?? false);
  const RemoveDialog = bench?.views.RemoveDialog;

  function take(path: string): void {
    if (asked === 'rename') rename(path);
    else {
      attempt.add(path);
      onAdd();
    }
  }

  function rename(to: string): void {
    if (bench === null) attempt.rename(open, to);
    else bench.rename(attempt, open, to);
  }

  function remove(): void {
    if (own) session.removeFile(open);
    else setAsked('remove');
  }

  return (
    <div class="own-files">
      {loose && (
        <>
          <Tool label={`Rename ${open}`} onClick={() => setAsked('rename')}>
            <Pencil size={14} aria-hidden="true" />
          </Tool>
          <Tool label={`Remove ${open}`} onClick={remove}>
            <Trash2 size={14} aria-hidden="true" />
          </Tool>
        </>
      )}
      <Tool label="Add a file" onClick={() => setAsked('add')}>
        <FilePlus2 size={15} aria-hidden="true" />
      </Tool>
      {asked === 'remove' && bench && RemoveDialog && (
        <RemoveDialog bench={bench} attempt={attempt} path={open} onClose={() => setAsked(null)} />
      )}
      {(asked === 'add' || asked === 'rename') && (
        <PathDialog
          title={asked === 'add' ? 'Add a file' : `Rename ${open}`}
          text={
            asked === 'add' ? `Its path in the project. ${hints[attempt.exercise.track]}` : 'Its new path'
          }
          initial={asked === 'add' ? '' : open}
          yes={asked === 'add' ? 'Add' : 'Rename'}
          problemWith={(to) =>
            asked === 'rename' && bench ? bench.problemWith(attempt, open, to) : attempt.problemWith(to)
          }
          onPath={take}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly children: preact.ComponentChildren;
  onClick(): void;
}

function Tool({ label, children, onClick }: ToolProps) {
  return (
    <button type="button" class="button quiet" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}
