import { useStore } from '@nanostores/preact';
import type { Diagram } from './diagram.ts';
import { outcomeOf } from './outcome.ts';
import type { PlayedRun } from './played.ts';

interface Props {
  readonly diagram: Diagram;
  readonly played: PlayedRun;
}

/** What the client gets in the end: told whole at every step, since it is what an order is judged by. */
export function Outcome({ diagram, played }: Props) {
  const steps = useStore(diagram.$steps);
  const isOver = useStore(diagram.$step) >= steps.length;
  const { status, escaped, headers } = outcomeOf(played.run, played.stack);
  return (
    <p class="diagram-outcome" data-outcome>
      <span>{isOver ? 'The client gets' : 'In the end the client gets'}</span>{' '}
      {status === null ? (
        <span class="status bad">{`no answer of Django's: ${escaped ?? 'an exception'} got out`}</span>
      ) : (
        <span class={status >= 400 ? 'status bad' : 'status'}>{status}</span>
      )}
      {headers.map(([name, value]) => (
        <span key={name}>
          {value === null ? (
            <>
              {' '}
              no <code>{name}</code>
            </>
          ) : (
            <>
              {' '}
              <code>{`${name}: ${value}`}</code>
            </>
          )}
        </span>
      ))}
    </p>
  );
}
