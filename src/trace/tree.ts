import type {
  HookCalled,
  HookRaised,
  HookReturned,
  LayerEntered,
  LayerLeft,
  LayerRaised,
  QueryRun,
  RenderFinished,
  RenderRaised,
  RenderStarted,
  Trace,
  TraceEvent,
  ViewCalled,
  ViewRaised,
  ViewReturned,
} from './events.ts';

type Opening = LayerEntered | HookCalled | ViewCalled | RenderStarted;
type Closing =
  | LayerLeft
  | LayerRaised
  | HookReturned
  | HookRaised
  | ViewReturned
  | ViewRaised
  | RenderFinished
  | RenderRaised;

/** A layer, hook, view or template, from its call to its end, with everything that happened in between. */
export interface SpanNode {
  readonly kind: 'span';
  readonly open: Opening;
  /** Null when the trace breaks off inside. */
  readonly close: Closing | null;
  readonly inside: readonly TraceNode[];
}

/** The same SQL several times over, with nothing but queries in between: an N+1, mostly. Two runs at least. */
export interface RepeatNode {
  readonly kind: 'repeat';
  readonly sql: string;
  readonly runs: readonly QueryRun[];
}

export interface EventNode {
  readonly kind: 'event';
  readonly event: Exclude<TraceEvent, Opening | Closing>;
}

export type TraceNode = SpanNode | RepeatNode | EventNode;

/** A trace as a tree: what a layer called stands inside the layer. Repeated queries are folded into one node. */
export function traceTree(trace: Trace): readonly TraceNode[] {
  const root: TraceNode[] = [];
  const open: { span: Opening; inside: TraceNode[] }[] = [];
  const put = (node: TraceNode): void => void (open.at(-1)?.inside ?? root).push(node);
  const end = (close: Closing | null): void => {
    const last = open.pop();
    if (last) put({ kind: 'span', open: last.span, close, inside: foldRepeats(last.inside) });
  };
  for (const event of trace) {
    switch (event.kind) {
      case 'layer-entered':
      case 'hook-called':
      case 'view-called':
      case 'render-started':
        open.push({ span: event, inside: [] });
        break;
      case 'layer-left':
      case 'layer-raised':
      case 'hook-returned':
      case 'hook-raised':
      case 'view-returned':
      case 'view-raised':
      case 'render-finished':
      case 'render-raised':
        end(event);
        break;
      default:
        put({ kind: 'event', event });
    }
  }
  while (open.length > 0) end(null);
  return foldRepeats(root);
}

/** Folds the repeated queries of each unbroken row of queries, at the place of the first one. */
function foldRepeats(nodes: readonly TraceNode[]): readonly TraceNode[] {
  const folded: TraceNode[] = [];
  let row: QueryRun[] = [];
  const flush = (): void => {
    for (const runs of Map.groupBy(row, ({ sql }) => sql).values()) {
      const [event] = runs;
      if (event === undefined) continue;
      folded.push(runs.length === 1 ? { kind: 'event', event } : { kind: 'repeat', sql: event.sql, runs });
    }
    row = [];
  };
  for (const node of nodes) {
    if (node.kind === 'event' && node.event.kind === 'query') row.push(node.event);
    else {
      flush();
      folded.push(node);
    }
  }
  flush();
  return folded;
}
