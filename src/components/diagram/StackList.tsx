import { useStore } from '@nanostores/preact';
import { RotateCcw } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Diagram } from './diagram.ts';
import { StackEntry } from './StackEntry.tsx';
import { makeSortable } from './sortable.ts';

interface Props {
  readonly diagram: Diagram;
  readonly alive: boolean;
}

/** MIDDLEWARE as a list to put in order: by its handles, with a mouse, a finger or the arrow keys. */
export function StackList({ diagram, alive }: Props) {
  const entries = useStore(diagram.$entries);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (list.current === null) return;
    return makeSortable(list.current, ({ key, to }) => diagram.move(key, to));
  }, [diagram]);
  return (
    <div class="diagram-stack">
      <p class="stack-head">
        <code>MIDDLEWARE = [</code>
        <button type="button" class="button quiet" disabled={!alive} data-reset onClick={diagram.reset}>
          <RotateCcw size={14} aria-hidden="true" />
          Reset
        </button>
      </p>
      <ol ref={list} aria-label="MIDDLEWARE, outermost first">
        {entries.map((entry, index) => (
          <StackEntry
            key={entry.key}
            diagram={diagram}
            entry={entry}
            index={index}
            total={entries.length}
            alive={alive}
          />
        ))}
      </ol>
      <p>
        <code>]</code>
      </p>
    </div>
  );
}
