import { useStore } from '@nanostores/preact';
import { useEffect, useRef } from 'preact/hooks';
import '../../styles/trace-view.css';
import type { Attempt } from './attempt.ts';
import { OwnRequestForm } from './OwnRequestForm.tsx';
import { Place } from './Place.tsx';
import type { Session } from './session.ts';
import { TraceView } from './TraceView.tsx';
import { chosenTrace, type TraceChoice, traceChoices } from './tracing.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

/** A request of one's own, the traces of the last check, and the chosen one. */
export function TracePanel({ session, attempt }: Props) {
  const check = useStore(attempt.$check);
  const own = useStore(attempt.$own);
  const wanted = useStore(attempt.$trace);
  const judged = check.kind === 'judged' ? check : null;
  const answered = own.kind === 'answered' ? own : null;
  const choices = traceChoices(judged?.report ?? null, answered?.exchange ?? null);
  const chosen = chosenTrace(choices, wanted);
  const stale = chosen?.test === null ? answered?.stale : judged?.stale;
  const top = useRef<HTMLDivElement>(null);
  // Another trace is another text: it is read from its top.
  useEffect(() => {
    if (wanted !== null && top.current !== null) showFromTop(top.current);
  }, [wanted]);

  return (
    <div class="trace-panel">
      <OwnRequestForm session={session} attempt={attempt} />
      {chosen === null ? (
        <p class="aside">
          No trace yet. Check, or send a request: it goes through your code on real Django, and every step of
          it is shown here.
        </p>
      ) : (
        <>
          <TracePicker choices={choices} chosen={chosen} onChoose={(key) => attempt.$trace.set(key)} />
          {chosen.test !== null && <p class="of-test">Sent by the test “{chosen.test}”.</p>}
          {stale && <p class="aside">You have changed the code since.</p>}
          <div ref={top} tabIndex={-1} class={stale ? 'shown stale' : 'shown'} key={chosen.key}>
            <TraceView
              exchange={chosen.exchange}
              place={(at) => <Place at={at} session={session} attempt={attempt} short />}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** The panel scrolls by itself on a wide page; on a narrow one the page does, and the panel may be above the screen. */
function showFromTop(shown: HTMLElement): void {
  const panel = shown.closest('.panel');
  if (panel !== null) {
    panel.scrollTop = 0;
    if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView({ block: 'start' });
  }
  shown.focus({ preventScroll: true });
}

interface PickerProps {
  readonly choices: readonly TraceChoice[];
  readonly chosen: TraceChoice;
  onChoose(key: string): void;
}

function TracePicker({ choices, chosen, onChoose }: PickerProps) {
  const groups = Map.groupBy(choices, ({ test }) => test ?? 'Your request');
  return (
    <label class="trace-picker">
      <span>Trace of</span>
      <select value={chosen.key} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {[...groups].map(([name, members]) => (
          <optgroup key={name} label={name}>
            {members.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
