import { useStore } from '@nanostores/preact';
import { Send } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import type { Attempt } from './attempt.ts';
import { firstRequest, methods, readRequest } from './own-request.ts';
import { Place } from './Place.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

/** Sends a request of the learner's own to what is in the editor. */
export function OwnRequestForm({ session, attempt }: Props) {
  const id = useId();
  const [text, setText] = useState(firstRequest);
  const [problem, setProblem] = useState<{ field: string; problem: string } | null>(null);
  const own = useStore(attempt.$own);
  const checking = useStore(attempt.$check).kind === 'running';
  const change = (field: keyof typeof text) => (event: { currentTarget: { value: string } }) =>
    setText({ ...text, [field]: event.currentTarget.value });
  const describedBy = (field: string) =>
    problem?.field === field ? { 'aria-invalid': true, 'aria-describedby': `${id}-problem` } : {};

  function send(event: Event): void {
    event.preventDefault();
    const read = readRequest(text);
    setProblem(read.ok ? null : read);
    if (read.ok) void session.send(read.request);
  }

  return (
    <form class="own-request" onSubmit={send} noValidate>
      <div class="line">
        <label>
          <span class="visually-hidden">Method</span>
          <select value={text.method} onChange={change('method')}>
            {methods.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </label>
        <label class="path">
          <span class="visually-hidden">Path</span>
          <input
            type="text"
            value={text.path}
            onInput={change('path')}
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            {...describedBy('path')}
          />
        </label>
        <button type="submit" class="button" aria-disabled={own.kind === 'running' || checking}>
          <Send size={14} aria-hidden="true" />
          {own.kind === 'running' ? 'Sending' : 'Send'}
        </button>
      </div>
      <details>
        <summary>Headers and body</summary>
        <label>
          Headers, one a line
          <textarea
            rows={2}
            placeholder="Accept: text/html"
            value={text.headers}
            onInput={change('headers')}
            spellcheck={false}
            {...describedBy('headers')}
          />
        </label>
        <label>
          Body
          <textarea
            rows={2}
            placeholder="title=Emma"
            value={text.body}
            onInput={change('body')}
            spellcheck={false}
          />
        </label>
        <p class="aside">Each request meets a fresh site and database.</p>
      </details>
      {problem && (
        <p class="notice bad" id={`${id}-problem`} role="alert">
          {problem.problem}
        </p>
      )}
      {own.kind === 'broken' && (
        <div class="notice bad" role="alert">
          <p>{own.reason}</p>
          <Place at={own.at} session={session} attempt={attempt} />
        </div>
      )}
    </form>
  );
}
