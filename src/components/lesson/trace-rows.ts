import type { Returned, Trace, TraceEvent } from '../../trace/events.ts';
import { onlyGroups, type TraceGroup } from '../../trace/groups.ts';
import {
  boundaryWords,
  conversionWords,
  NOT_RESOLVED,
  returnWords,
  shortCircuitWords,
  shortName,
} from '../../trace/phrases.ts';

/** What a lesson shows of a trace unless it asks for more: who had the request, and what became of exceptions. */
const always: readonly TraceGroup[] = ['layers', 'conversions', 'views', 'queries'];

/** What a step is to the eye: its sign and its colour. */
type Way = 'in' | 'out' | 'raised' | 'boundary' | 'view' | 'hook' | 'query' | 'aside';

/** One step of a recorded trace, laid out: `depth` layers inside the outermost one. */
export interface TraceRow {
  readonly depth: number;
  readonly way: Way;
  /** What acted: a layer, a view, or the SQL that ran. */
  readonly name: string;
  /** What it did, in words. */
  readonly did: string;
  readonly status: number | null;
}

/** The events that a lesson shows: always those of layers, boundaries, views and queries, and the groups in `more`. */
export function shownEvents(trace: Trace, more: readonly TraceGroup[] = []): readonly TraceEvent[] {
  return onlyGroups(trace, [...always, ...more]);
}

export function traceRows(trace: readonly TraceEvent[]): readonly TraceRow[] {
  let depth = 0;
  return trace.map((event) => {
    if (event.kind === 'layer-left' || event.kind === 'layer-raised') depth -= 1;
    const row = { depth, ...describe(event) };
    if (event.kind === 'layer-entered') depth += 1;
    return row;
  });
}

/** The entries of `stack` that no request entered, in the stack's order. */
export function notCalled(stack: readonly string[], trace: readonly TraceEvent[]): readonly string[] {
  const entered = trace.flatMap((event) => (event.kind === 'layer-entered' ? [shortName(event.layer)] : []));
  return stack.map(shortName).filter((layer) => !entered.includes(layer));
}

type Row = Omit<TraceRow, 'depth'>;

const row = (way: Way, name: string, did: string, status: number | null = null): Row => ({
  way,
  name,
  did,
  status,
});

const raises = (name: string, exception: string): Row =>
  row('raised', name, `raises ${shortName(exception)}`);

const returns = (way: Way, name: string, event: Returned): Row =>
  row(way, name, returnWords(event), event.status);

function describe(event: TraceEvent): Row {
  switch (event.kind) {
    case 'layer-built':
      return row(
        'aside',
        shortName(event.layer),
        event.mode === 'async' ? 'is built, and is async' : 'is built',
      );
    case 'layer-not-used':
      return row('aside', shortName(event.layer), 'raises MiddlewareNotUsed and is left out');
    case 'layer-entered':
      return row('in', shortName(event.layer), 'gets the request');
    case 'layer-left':
      return returns('out', shortName(event.layer), event);
    case 'layer-raised':
      return raises(shortName(event.layer), event.exception);
    case 'short-circuited':
      return row('hook', shortName(event.layer), shortCircuitWords(event), event.status);
    case 'exception-converted':
      return row('boundary', boundary(event.boundary), conversionWords(event, shortName(event.exception)));
    case 'boundary-raised':
      return row('raised', boundary(event.boundary), `lets ${shortName(event.exception)} through`);
    case 'hook-called':
      return row('hook', hook(event), 'is called');
    case 'hook-returned':
      return returns('hook', hook(event), event);
    case 'hook-raised':
      return raises(hook(event), event.exception);
    case 'url-resolved':
      return row('aside', event.path, `matches ${event.route || 'the empty route'}`);
    case 'url-not-resolved':
      return row('raised', event.path, `matches no URL pattern: the resolver ${NOT_RESOLVED}`);
    case 'view-called':
      return row('view', shortName(event.view), 'is called');
    case 'view-returned':
      return returns('view', shortName(event.view), event);
    case 'view-raised':
      return raises(shortName(event.view), event.exception);
    case 'render-started':
      return row('aside', event.template, 'begins to render');
    case 'render-finished':
      return row('aside', event.template, 'is rendered');
    case 'render-raised':
      return raises(event.template, event.exception);
    case 'query':
      return row('query', event.sql, 'runs');
    case 'signal-sent':
      return row('aside', event.signal, 'is sent');
    case 'switched':
      return row('aside', shortName(event.callee), `is called on the ${event.to} side`);
    case 'response-started':
      return row('aside', 'The server', 'is given the status and the headers', event.status);
    case 'body-sent':
      return row('aside', 'The server', event.streaming ? 'sends the streamed body' : 'sends the body');
    case 'body-raised':
      return raises('The body', event.exception);
    case 'response-closed':
      return row('aside', 'The response', 'is closed');
    case 'exception-escaped':
      return row('raised', shortName(event.exception), "leaves Django's handler");
  }
}

function boundary(layer: string | null): string {
  return boundaryWords(layer === null ? null : shortName(layer)).replace('the', 'The');
}

function hook({ layer, hook }: { readonly layer: string; readonly hook: string }): string {
  return `${shortName(layer)}.${hook}`;
}
