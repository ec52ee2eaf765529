import type { QueryRun, SourceLine, TraceEvent } from './events.ts';

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
      return `+ ${event.layer} was built${event.mode === 'async' ? ', to run as a coroutine' : ''}`;
    case 'layer-not-used':
      return `+ ${event.layer} raised MiddlewareNotUsed: Django goes on without it`;
    case 'layer-entered':
      return `→ ${event.layer}`;
    case 'layer-left':
      return event.status === null
        ? `← ${event.layer} returned no response`
        : `← ${event.layer} ${event.status}`;
    case 'layer-raised':
      return `✕ ${event.layer} raised ${event.exception}${place(event.at)}`;
    case 'short-circuited':
      return event.hook === 'process_view'
        ? `↩ ${event.layer} answered in process_view: the view is not called`
        : `↩ ${event.layer} answered${event.hook ? ` in ${event.hook}` : ''}: nothing inside it is called`;
    case 'exception-converted': {
      const made = event.status === null ? 'nothing that is a response' : event.status;
      return `⇒ the boundary around ${boundary(event.boundary)} made ${made} of ${event.exception}`;
    }
    case 'boundary-raised':
      return `✕ the boundary around ${boundary(event.boundary)} let ${event.exception} through`;
    case 'hook-called':
      return `· ${event.layer}.${event.hook}`;
    case 'hook-returned':
      return `· ${event.layer}.${event.hook} returned ${event.status ?? 'no response'}`;
    case 'hook-raised':
      return `✕ ${event.layer}.${event.hook} raised ${event.exception}${place(event.at)}`;
    case 'url-resolved':
      return `· ${event.path} matches '${event.route}': ${event.view}(${kwargs(event.kwargs)})`;
    case 'url-not-resolved':
      return `✕ ${event.path} matches no URL pattern`;
    case 'view-called':
      return `● ${event.view}`;
    case 'view-returned':
      return `● ${event.view} returned ${event.status ?? 'no response'}`;
    case 'view-raised':
      return `✕ ${event.view} raised ${event.exception}${place(event.at)}`;
    case 'render-started':
      return `· ${event.template} begins to render`;
    case 'render-finished':
      return `· ${event.template} is rendered`;
    case 'render-raised':
      return `✕ ${event.template} raised ${event.exception}${place(event.at)}`;
    case 'query':
      return `${event.sql}${place(event.at)}`;
    case 'signal-sent':
      return `~ signal ${event.signal}`;
    case 'switched':
      return `⇄ over to ${event.to} code for ${event.callee}`;
    case 'response-started':
      return `⇐ the server sends ${event.status} and the headers`;
    case 'body-sent':
      return `⇐ the server sends the ${event.streaming ? 'streamed ' : ''}body, ${event.bytes} bytes`;
    case 'body-raised':
      return `✕ the body raised ${event.exception}${place(event.at)}`;
    case 'response-closed':
      return '⇐ the server closes the response';
    case 'exception-escaped':
      return `✕ ${event.exception} left Django's handler${place(event.at)}`;
  }
}

function place(at: SourceLine | null): string {
  return at === null ? '' : `  (${at.file}:${at.line})`;
}

function boundary(layer: string | null): string {
  return layer ?? 'the core';
}

function kwargs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
