import { useState } from 'preact/hooks';
import type { RecordedExchange } from '../../sandbox/protocol.ts';
import { headerStates } from '../../trace/questions/headers.ts';
import { layerFates, stopOf, viewStopOf } from '../../trace/questions/layers.ts';
import { responseMaker } from '../../trace/questions/response.ts';
import { traceTree } from '../../trace/tree.ts';
import { TraceTree, type TreeView } from './TraceTree.tsx';
import { countWords, fateWords, headerWords, makerWords, viewStopWords } from './trace-words.ts';

interface Props extends Pick<TreeView, 'place'> {
  readonly exchange: RecordedExchange;
}

/** One request on real Django: what came back and who made it, every layer, and who set which header. */
export function TraceView({ exchange, place }: Props) {
  const [all, setAll] = useState(false);
  const { request, response, trace, startUp, moreEvents, escaped } = exchange;
  const fates = layerFates(startUp, trace);
  const stop = stopOf(trace);
  const skippedNames = fates.flatMap(({ layer, fate }) => (fate === 'skipped' ? [layer] : []));
  const skipped =
    stop === null || skippedNames.length === 0 ? null : { inside: stop.by, names: skippedNames };
  const absent = fates.filter(({ fate }) => fate === 'not-used' || fate === 'not-built');
  const viewStop = viewStopOf(trace);
  const maker = responseMaker(trace);
  return (
    <article class="trace-view" aria-label={`Trace of ${request.method} ${request.path}`}>
      <p class="came-back">
        {response === null ? (
          <b class="bad">No response</b>
        ) : (
          <b class={response.status >= 400 ? 'bad' : 'good'}>
            {response.status} {response.reason}
          </b>
        )}
        <span>{maker !== null && response !== null && makerWords(maker.by)}</span>
        <span class="counts">{countWords(trace)}</span>
      </p>
      {escaped !== null && <p class="notice bad">{escaped}</p>}
      {viewStop !== null && (
        <p class="verdict-line">
          <b>The view</b> was {viewStopWords(viewStop)}.
        </p>
      )}
      <div class="tree">
        <TraceTree nodes={traceTree(trace)} view={{ all, skipped, place }} />
        {moreEvents > 0 && <p class="more-events">{moreEvents} more events are not shown.</p>}
      </div>
      {absent.length > 0 && (
        <ul class="absent">
          {absent.map((fate) => (
            <li key={fate.layer}>
              <b>{fate.layer}</b> was {fateWords(fate)}.
            </li>
          ))}
        </ul>
      )}
      <label class="all">
        <input
          type="checkbox"
          checked={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
        Show everything: signals, the server, the hooks of Django’s own layers
      </label>
      {response !== null && <Response exchange={exchange} response={response} />}
    </article>
  );
}

interface ResponseProps {
  readonly exchange: RecordedExchange;
  readonly response: NonNullable<RecordedExchange['response']>;
}

/** The headers as the client got them, each with who set it; and the beginning of the body. */
function Response({ exchange, response }: ResponseProps) {
  const states = headerStates(exchange.trace);
  const stateOf = (name: string) => states.find((state) => state.name.toLowerCase() === name.toLowerCase());
  const gone = states.filter(({ name, value }) => value === null && !has(response.headers, name));
  return (
    <>
      <h3>Headers, and who set them</h3>
      <dl class="headers">
        {response.headers.map(([name, value], index) => {
          const state = stateOf(name);
          return (
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <code>{value.trim()}</code>
                {state && <span>{headerWords(state)}</span>}
              </dd>
            </div>
          );
        })}
        {gone.map((state) => (
          <div key={state.name} class="gone">
            <dt>{state.name}</dt>
            <dd>
              not sent<span>{headerWords(state)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {response.body !== '' && (
        <details class="body">
          <summary>Body, {response.bytes} bytes</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <pre tabIndex={0}>
            {response.body}
            {response.cut && '…'}
          </pre>
        </details>
      )}
    </>
  );
}

function has(headers: ResponseProps['response']['headers'], name: string): boolean {
  return headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
}
