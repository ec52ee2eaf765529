import type { QueryRun, Returned, SourceLine, TraceEvent } from './events.ts';
import {
  boundaryWords,
  builtWords,
  conversionWords,
  NOT_RESOLVED,
  returnWords,
  shortCircuitWords,
} from './phrases.ts';

/** One event in words, `depth` layers inside the outermost one. */
export interface TraceLine {
  readonly depth: number;
  readonly text: string;
}

/** A trace as a person reads it: the request going in, one step deeper each layer, and the response coming out. */
export function traceLines(trace: readonly TraceEvent[]): TraceLine[] {
  let depth = 0;
  return trace.map((event) => {
    if (event.kind === 'layer-left' || event.kind === 'layer-raised') depth -= 1;
    const line = { depth, text: words(event) };
    if (event.kind === 'layer-entered') depth += 1;
    return line;
  });
}

/** The queries of a trace, in the order in which they ran. */
export function queriesOf(trace: readonly TraceEvent[]): QueryRun[] {
  return trace.filter((event) => event.kind === 'query');
}

function words(event: TraceEvent): string {
  switch (event.kind) {
    case 'layer-built':
      return `+ ${builtWords(event)}`;
    case 'layer-not-used':
      return `+ ${event.layer} raises MiddlewareNotUsed: Django goes on without it`;
    case 'layer-entered':
      return `→ ${event.layer}`;
    case 'layer-left':
      return event.status === null || event.another
        ? `← ${event.layer} ${returned(event)}`
        : `← ${event.layer} ${event.status}`;
    case 'layer-raised':
      return `✕ ${event.layer} raises ${event.exception}${place(event.at)}`;
    case 'short-circuited':
      return `↩ ${event.layer} ${shortCircuitWords(event)}`;
    case 'exception-converted':
      return `⇒ ${boundaryWords(event.boundary)} ${conversionWords(event)}`;
    case 'boundary-raised':
      return `✕ ${boundaryWords(event.boundary)} lets ${event.exception} through`;
    case 'hook-called':
      return `· ${event.layer}.${event.hook}`;
    case 'hook-returned':
      return `· ${event.layer}.${event.hook} ${returned(event)}`;
    case 'hook-raised':
      return `✕ ${event.layer}.${event.hook} raises ${event.exception}${place(event.at)}`;
    case 'url-resolved':
      return `· ${event.path} matches '${event.route}': ${event.view}(${kwargs(event.kwargs)})`;
    case 'url-not-resolved':
      return `✕ ${event.path} matches no URL pattern: the resolver ${NOT_RESOLVED}`;
    case 'view-called':
      return `● ${event.view}`;
    case 'view-returned':
      return `● ${event.view} ${returned(event)}`;
    case 'view-raised':
      return `✕ ${event.view} raises ${event.exception}${place(event.at)}`;
    case 'render-started':
      return `· ${event.template} begins to render`;
    case 'render-finished':
      return `· ${event.template} is rendered`;
    case 'render-raised':
      return `✕ ${event.template} raises ${event.exception}${place(event.at)}`;
    case 'query':
      return `${event.sql}${place(event.at)}`;
    case 'signal-sent':
      return `~ signal ${event.signal}`;
    case 'switched':
      return `⇄ over to ${event.to} code for ${event.callee}`;
    case 'response-started':
      return `⇐ the server is given the status, ${event.status}, and the headers`;
    case 'body-sent':
      return `⇐ the server sends the ${event.streaming ? 'streamed ' : ''}body, ${event.bytes} bytes`;
    case 'body-raised':
      return `✕ the body raises ${event.exception}${place(event.at)}`;
    case 'response-closed':
      return '⇐ the response is closed';
    case 'exception-escaped':
      return `✕ ${event.exception} leaves Django's handler${place(event.at)}`;
  }
}

function place(at: SourceLine | null): string {
  return at === null ? '' : `  (${at.file}:${at.line})`;
}

/** `returns 200`, `returns None`, `returns another response, 404, without X-Stamp` */
function returned(event: Returned): string {
  const words = returnWords(event);
  if (event.status === null) return words;
  return event.another
    ? words.replace('another response', `another response, ${event.status}`)
    : `${words} ${event.status}`;
}

function kwargs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
