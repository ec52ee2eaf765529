import type { SourceLine, Trace, TraceEvent } from '../../trace/events.ts';
import { shortName } from '../../trace/phrases.ts';

/** The runs of one SQL from one line in one place: an N+1 is one row. */
export interface QueryRow {
  readonly sql: string;
  /** Which queries of the request these are, counted from 1. */
  readonly numbers: readonly number[];
  /** The line of the project that caused it; null when only Django was running. */
  readonly at: SourceLine | null;
  /** Where in the request: `in the view book_list`. */
  readonly where: string;
}

/**
 * The queries of a trace in the order in which each was first run. Two are the same when SQL, line and place are:
 * parameters are no part of the SQL.
 */
export function queryRows(trace: Trace): readonly QueryRow[] {
  const rows = new Map<string, { sql: string; numbers: number[]; at: SourceLine | null; where: string }>();
  let number = 0;
  for (const [index, event] of trace.entries()) {
    if (event.kind !== 'query') continue;
    number += 1;
    const { sql, at } = event;
    const where = whereWords(trace, index);
    const key = [sql, at?.file, at?.line, where].join('\n');
    const row = rows.get(key) ?? { sql, numbers: [], at, where };
    row.numbers.push(number);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Counted from 1: `3`, `2 to 13`, `2, 4, 6`, `2, 4, 6 … 24` */
export function numberWords(numbers: readonly number[]): string {
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? first;
  if (numbers.length > 2 && last - first === numbers.length - 1) return `${first} to ${last}`;
  return numbers.length > 4 ? `${numbers.slice(0, 3).join(', ')} … ${last}` : numbers.join(', ');
}

/**
 * What had the request when the event at `index` happened, as far as the trace tells: templates and hooks are named
 * only where they were recorded.
 */
function whereWords(trace: Trace, index: number): string {
  const open = openAt(trace, index);
  const inner = open.at(-1);
  switch (inner?.event.kind) {
    case 'render-started':
      return `in the template ${inner.event.template}`;
    case 'view-called':
      return `in the view ${shortName(inner.event.view)}`;
    case 'hook-called':
      return `in ${inner.event.hook} of ${shortName(inner.event.layer)}`;
    case 'layer-entered':
      return inLayerWords(trace, index, { layer: shortName(inner.event.layer), from: inner.index });
    default:
      return trace.slice(0, index).some(({ kind }) => kind === 'layer-left' || kind === 'view-returned')
        ? 'after every layer has returned'
        : 'before the first layer';
  }
}

/**
 * The innermost layer and the core have no event between them that every trace holds. So what runs between them is said
 * to be there, and not in the layer: it may be one of the hooks around the view.
 */
function inLayerWords(
  trace: Trace,
  index: number,
  { layer, from }: { readonly layer: string; readonly from: number },
): string {
  const isInside = ({ kind }: TraceEvent) => kind === 'layer-entered';
  const isCore = ({ kind }: TraceEvent) =>
    kind === 'view-called' || kind === 'url-not-resolved' || kind === 'exception-converted';
  const before = trace.slice(from + 1, index);
  if (before.some(isInside)) return `in ${layer}, on the way out`;
  if (before.some(isCore)) return `after the view, inside ${layer}`;
  const end = trace.findIndex((event, at) => at > index && isEndOf(event, layer));
  const after = trace.slice(index + 1, end === -1 ? undefined : end);
  if (after.some(isInside)) return `in ${layer}, on the way in`;
  return after.some(isCore) ? `before the view, inside ${layer}` : `in ${layer}`;
}

function isEndOf(event: TraceEvent, layer: string): boolean {
  return (event.kind === 'layer-left' || event.kind === 'layer-raised') && shortName(event.layer) === layer;
}

interface Open {
  readonly event: TraceEvent;
  readonly index: number;
}

/** What was called before `index` and had not come back. */
function openAt(trace: Trace, index: number): readonly Open[] {
  const open: Open[] = [];
  trace.slice(0, index).forEach((event, at) => {
    switch (event.kind) {
      case 'layer-entered':
      case 'hook-called':
      case 'view-called':
      case 'render-started':
        open.push({ event, index: at });
        break;
      case 'layer-left':
      case 'layer-raised':
      case 'hook-returned':
      case 'hook-raised':
      case 'view-returned':
      case 'view-raised':
      case 'render-finished':
      case 'render-raised':
        open.pop();
    }
  });
  return open;
}
