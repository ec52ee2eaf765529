import { useStore } from '@nanostores/preact';
import { useState } from 'preact/hooks';
import type { Stack, StackRequest } from '../../stack/schema.ts';
import { headersFromText, headersToText } from '../workbench/own-request.ts';
import type { Playground } from './playground.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { ViewForm } from './ViewForm.tsx';

interface Props {
  readonly playground: Playground;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The request, the server that takes it, and the view it is for. */
export function RequestForm({ playground }: Props) {
  const stack = useStore(playground.$stack);
  const { request, server } = stack;
  const setRequest = (changes: Partial<StackRequest>) =>
    playground.change({ request: { ...request, ...changes } });
  return (
    <section class="request-form" aria-labelledby="request-title">
      <h2 id="request-title">Request</h2>
      <div class="fields">
        <label>
          <span>Method</span>
          <select
            value={request.method}
            onChange={({ currentTarget }) =>
              setRequest({ method: currentTarget.value as StackRequest['method'] })
            }
          >
            {methods.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </label>
        <label class="wide">
          <span>Path</span>
          <input
            type="text"
            value={request.path}
            onInput={({ currentTarget }) => setRequest({ path: currentTarget.value })}
            spellcheck={false}
            autocomplete="off"
          />
        </label>
        <label>
          <span>Server</span>
          <select
            value={server}
            onChange={({ currentTarget }) =>
              playground.change({ server: currentTarget.value as Stack['server'] })
            }
          >
            <option value="wsgi">WSGI</option>
            <option value="asgi">ASGI</option>
          </select>
        </label>
      </div>
      <label class="has">
        <input
          type="checkbox"
          checked={request.signedIn === true}
          onChange={({ currentTarget }) => {
            const { signedIn, ...rest } = request;
            playground.change({ request: currentTarget.checked ? { ...rest, signedIn: true } : rest });
          }}
        />
        signed in: sends the session cookie of the user ada
      </label>
      <details>
        <summary>Headers and body</summary>
        <Headers request={request} onChange={(headers) => setRequest({ headers })} />
        <label>
          <span>Body</span>
          <textarea
            rows={2}
            value={request.body ?? ''}
            onInput={({ currentTarget }) => {
              const { body, ...rest } = request;
              const typed = currentTarget.value;
              playground.change({ request: typed === '' ? rest : { ...rest, body: typed } });
            }}
            spellcheck={false}
          />
        </label>
      </details>
      <ViewForm playground={playground} stack={stack} />
      <SettingsForm playground={playground} settings={stack.settings ?? {}} />
    </section>
  );
}

/** What was typed stays as it is while a line of it is no header yet. */
function Headers({
  request,
  onChange,
}: {
  readonly request: StackRequest;
  onChange(headers: StackRequest['headers'] & object): void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const { problem } = headersFromText(typed ?? '');
  return (
    <label>
      <span>Headers, one a line</span>
      <textarea
        rows={2}
        placeholder="Accept-Encoding: gzip"
        value={typed ?? headersToText(request.headers)}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          onChange(headersFromText(currentTarget.value).headers);
        }}
        onBlur={() => problem === null && setTyped(null)}
        aria-invalid={problem !== null}
        spellcheck={false}
      />
      {problem !== null && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </label>
  );
}
