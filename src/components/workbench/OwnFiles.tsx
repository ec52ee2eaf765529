import { useStore } from '@nanostores/preact';
import { FilePlus2, Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Attempt } from './attempt.ts';
import { PathDialog } from './PathDialog.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  readonly alive: boolean;
  /** A new file is there to be written. */
  onAdd(): void;
}

const hints = { django: 'Such as shop/ids.py', rebuild: 'Such as chain.ts' } as const;

/** Adds files to the exercise's, and renames or removes those that the learner has added. */
export function OwnFiles({ session, attempt, alive, onAdd }: Props) {
  const [asked, setAsked] = useState<'add' | 'rename' | null>(null);
  const open = useStore(attempt.$open);
  const own = alive && attempt.isOwn(open);

  function take(path: string): void {
    if (asked === 'rename') attempt.rename(open, path);
    else {
      attempt.add(path);
      onAdd();
    }
  }

  function remove(): void {
    attempt.remove(open);
    session.$panel.set('results');
    session.$announcement.set(`${open} is removed. Undo is in the results.`);
  }

  return (
    <div class="own-files">
      {own && (
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
      {asked !== null && (
        <PathDialog
          title={asked === 'add' ? 'Add a file' : `Rename ${open}`}
          text={
            asked === 'add' ? `Its path in the project. ${hints[attempt.exercise.track]}` : 'Its new path'
          }
          initial={asked === 'add' ? '' : open}
          yes={asked === 'add' ? 'Add' : 'Rename'}
          problemWith={attempt.problemWith}
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
