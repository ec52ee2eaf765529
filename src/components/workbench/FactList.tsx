import { ChevronDown, CircleCheck, CircleMinus, CircleX } from 'lucide-preact';
import type { TestResult } from '../../sandbox/protocol.ts';
import type { Attempt } from './attempt.ts';
import { InlineCode } from './InlineCode.tsx';
import { Place } from './Place.tsx';
import { failuresFirst, failureText } from './results.ts';
import type { Session } from './session.ts';
import { traceKeyOf } from './tracing.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  readonly tests: readonly TestResult[];
}

const icons = { passed: CircleCheck, failed: CircleX, skipped: CircleMinus } as const;
const words = { passed: 'holds', failed: 'does not hold', skipped: 'not checked' } as const;

export function FactList({ session, attempt, tests }: Props) {
  return (
    <ul class="facts">
      {failuresFirst(tests).map((test, index) => (
        <li key={test.name} class={test.status} data-fact={test.status}>
          <Fact test={test} session={session} attempt={attempt} open={index === 0} />
        </li>
      ))}
    </ul>
  );
}

interface FactProps extends Omit<Props, 'tests'> {
  readonly test: TestResult;
  /** One failure at a time is read: the first is open, the others wait under their titles. */
  readonly open: boolean;
}

function Fact({ test, session, attempt, open }: FactProps) {
  const Icon = icons[test.status];
  const title = (
    <>
      <Icon size={16} aria-hidden="true" />
      <span class="name">{test.name}</span>
      <span class="word">{words[test.status]}</span>
    </>
  );
  const trace = <TraceLink test={test} session={session} />;
  if (test.message === null) {
    return (
      <p class="fact">
        {title}
        {trace}
      </p>
    );
  }
  const { prose, evidence: all } = failureText(test.message);
  // The trace view tells the same, and more.
  const evidence = traceKeyOf(test) === null ? all : all.filter(({ heading }) => heading !== 'Trace');
  const place = test.at && `${test.at.file}, line ${test.at.line}`;
  const link = <Place at={test.at} session={session} attempt={attempt} />;
  return (
    <details open={open}>
      <summary class="fact">
        {title}
        <ChevronDown class="chevron" size={14} aria-hidden="true" />
      </summary>
      <div class="why">
        <p>
          <InlineCode text={prose} />
        </p>
        {!evidence.some(({ heading }) => heading === place) && link}
        {trace}
        {evidence.map(({ heading, text }) => (
          <figure key={heading + text}>
            {heading !== '' && <figcaption>{heading === place ? link : heading}</figcaption>}
            <pre>{text}</pre>
          </figure>
        ))}
      </div>
    </details>
  );
}

/** Brings the trace of what the test sent to the front; on the Rebuild track nothing was sent. */
function TraceLink({ test, session }: { readonly test: TestResult; readonly session: Session }) {
  const key = traceKeyOf(test);
  if (key === null) return null;
  return (
    <button
      type="button"
      class="link trace-link"
      aria-label={`See its trace: ${test.name}`}
      onClick={() => session.showTrace(key)}
    >
      See its trace
    </button>
  );
}
