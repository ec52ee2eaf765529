import type { TraceEvent } from '../../trace/events.ts';

/** One step of a recorded trace, laid out: `depth` layers inside the outermost one. */
export interface TraceRow {
  readonly depth: number;
  readonly way: 'in' | 'out' | 'raised' | 'view' | 'query';
  /** What acted: a layer, a view, or the SQL that ran. */
  readonly name: string;
  /** What it did, in words. */
  readonly did: string;
  readonly status: number | null;
}

/** `shop.layers.Closed` → `Closed` */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
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

function describe(event: TraceEvent): Omit<TraceRow, 'depth'> {
  switch (event.kind) {
    case 'layer-entered':
      return { way: 'in', name: shortName(event.layer), did: 'gets the request', status: null };
    case 'layer-left':
      return { way: 'out', name: shortName(event.layer), did: 'returns', status: event.status };
    case 'layer-raised':
      return {
        way: 'raised',
        name: shortName(event.layer),
        did: `raises ${shortName(event.exception)}, its boundary returns`,
        status: event.status,
      };
    case 'view-called':
      return { way: 'view', name: shortName(event.view), did: 'is called', status: null };
    case 'view-returned':
      return { way: 'view', name: shortName(event.view), did: 'returns', status: event.status };
    case 'view-raised':
      return {
        way: 'raised',
        name: shortName(event.view),
        did: `raises ${shortName(event.exception)}`,
        status: null,
      };
    case 'query':
      return { way: 'query', name: event.sql, did: 'runs', status: null };
  }
}
