import { useStore } from '@nanostores/preact';
import type { Diagram } from './diagram.ts';
import { outcomeOf, outcomeWords } from './outcome.ts';
import type { PlayedRun } from './played.ts';
import { eventWords } from './words.ts';

interface Props {
  readonly diagram: Diagram;
  readonly played: PlayedRun;
}

/** The whole run in sentences. */
export function AsText({ diagram, played }: Props) {
  const steps = useStore(diagram.$steps);
  const { startUp } = played.run;
  return (
    <details class="as-text">
      <summary>As text</summary>
      {startUp.length > 0 && (
        <>
          <p>When the handler is made:</p>
          <ol>
            {startUp.map((event, index) => (
              <li key={index}>{eventWords(event)}</li>
            ))}
          </ol>
          <p>For this request:</p>
        </>
      )}
      <ol>
        {steps.map(({ words }, index) => (
          <li key={index}>{words}</li>
        ))}
      </ol>
      <p>{outcomeWords(outcomeOf(played.run, played.stack))}</p>
    </details>
  );
}
