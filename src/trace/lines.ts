import type { QueryRun, TraceEvent } from './events.ts';

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
    case 'layer-entered':
      return `→ ${event.layer}`;
    case 'layer-left':
      return `← ${event.layer} ${event.status}`;
    case 'layer-raised':
      return `✕ ${event.layer} raised ${event.exception}, which became ${event.status}`;
    case 'view-called':
      return `● ${event.view}`;
    case 'view-returned':
      return `● ${event.view} returned ${event.status}`;
    case 'view-raised':
      return `✕ ${event.view} raised ${event.exception}`;
    case 'query':
      return `${event.sql}${event.at ? `  (${event.at.file}:${event.at.line})` : ''}`;
  }
}
