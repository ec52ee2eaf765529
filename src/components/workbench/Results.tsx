import { useStore } from '@nanostores/preact';
import type { SandboxState } from '../../sandbox/protocol.ts';
import type { Attempt, Undo } from './attempt.ts';
import { FactList } from './FactList.tsx';
import { Passed } from './Passed.tsx';
import { headline, removalWords } from './results.ts';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

const invitations = {
  django:
    'Check sends requests through your code, on real Django, here in your browser. Its tests are hidden; what they find is told here.',
  rebuild:
    'Check runs your code through scenes that it makes up anew each time. Its tests are hidden; what they find is told here.',
} as const;

export function Results({ session, attempt }: Props) {
  const check = useStore(attempt.$check);
  const undo = useStore(attempt.$undo);
  const sandbox = useStore(session.sandboxes.state(attempt.exercise.track));
  const undone = undo !== null && <Undone undo={undo} attempt={attempt} />;
  const failed = sandbox.phase === 'failed' && <Failure session={session} state={sandbox} />;

  if (check.kind === 'judged') {
    const { report, stale } = check;
    return (
      <div class={stale ? 'results stale' : 'results'} data-verdict={report.verdict}>
        {undone}
        <h2 class={report.verdict}>
          {report.verdict === 'passed' ? 'Passed' : 'Not yet'} <span>{headline(report)}</span>
        </h2>
        {stale && <p class="aside">You have changed the code since. Check again for a new verdict.</p>}
        {report.verdict === 'passed' && !stale && <Passed session={session} attempt={attempt} />}
        <FactList session={session} attempt={attempt} tests={report.tests} />
        {report.output.trim() !== '' && (
          <details class="output">
            <summary>What your code printed</summary>
            <pre>{report.output}</pre>
          </details>
        )}
      </div>
    );
  }
  if (check.kind === 'running') return <p class="aside">Checking. The results appear here.</p>;
  return (
    <>
      {undone}
      {failed || (check.kind === 'broken' && <p class="notice bad">{check.reason}</p>)}
      {!failed && check.kind === 'none' && <p class="aside">{invitations[attempt.exercise.track]}</p>}
    </>
  );
}

interface UndoneProps extends Pick<Props, 'attempt'> {
  readonly undo: Undo;
}

function Undone({ undo, attempt }: UndoneProps) {
  return (
    <p class="notice">
      {undo.removed.length === 0 ? 'Every file is back at the start.' : removalWords(undo.removed)}{' '}
      <button type="button" class="link" onClick={attempt.undo}>
        Undo
      </button>
    </p>
  );
}

interface FailureProps extends Pick<Props, 'session'> {
  readonly state: Extract<SandboxState, { phase: 'failed' }>;
}

function Failure({ session, state }: FailureProps) {
  return (
    <div class="notice bad" role="alert">
      <p>{state.reason}</p>
      <p>{state.remedy}</p>
      <button type="button" class="button" onClick={() => void session.retry()}>
        Try again
      </button>
    </div>
  );
}
