import type { StackRun } from '../../stack/run.ts';
import type { Trace } from '../../trace/events.ts';
import { firstDifference } from './compare.ts';
import { eventWords } from './words.ts';

interface Props {
  /** The replica's run; null where it can't play the stack. */
  readonly ours: StackRun | null;
  readonly real: StackRun;
}

/** Both traces of one stack, and whether they are equal. */
export function SideBySide({ ours, real }: Props) {
  const difference = ours === null ? null : firstDifference(ours, real);
  const at = difference?.event ?? null;
  return (
    <div class="sides-of-trace" data-equal={ours !== null && difference === null}>
      <p role="status" class={difference === null ? 'verdict' : 'verdict bad'}>
        {ours === null
          ? `Real Django ran it: ${real.trace.length} events.`
          : difference === null
            ? `Equal, event by event: ${real.trace.length} events, and the same response.`
            : at === null
              ? 'The traces are equal, and the responses differ. '
              : `They differ from event ${at + 1} on. That is a mistake of this site, not of Django.`}
        {difference !== null && difference.event === null && difference.words}
      </p>
      <div class="diagram-traces">
        {ours !== null && <Column title="Model" trace={ours.trace} at={at} />}
        <Column title="Django 5.2" trace={real.trace} at={at} />
      </div>
    </div>
  );
}

interface ColumnProps {
  readonly title: string;
  readonly trace: Trace;
  /** The first event that differs. */
  readonly at: number | null;
}

function Column({ title, trace, at }: ColumnProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section tabIndex={0} aria-label={`Trace: ${title}`}>
      <h3>{title}</h3>
      <ol>
        {trace.map((event, index) => (
          <li key={index} class={index === at ? 'differs' : ''}>
            {index === at && <b>differs: </b>}
            {eventWords(event)}
          </li>
        ))}
      </ol>
    </section>
  );
}
