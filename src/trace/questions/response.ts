import type { BodyRaised, Trace, TraceEvent } from '../events.ts';
import type { Author } from './headers.ts';

/** Who made the response that the client got. */
export interface Maker {
  readonly by: Author;
  readonly status: number;
  /** Where in the trace it was made. */
  readonly index: number;
}

/**
 * Who made the response: the view, a layer or hook that answered by itself, the boundary that turned an exception into
 * an error page, or the layer or hook that handed on another response, or another status, than it was handed. Null when
 * there is no response.
 */
export function responseMaker(trace: Trace): Maker | null {
  let maker: Maker | null = null;
  for (const [index, event] of trace.entries()) {
    if (lost.has(event.kind)) maker = null;
    const made = madeBy(event, maker?.status ?? null);
    if (made !== null) maker = made.status === null ? null : { by: made.by, status: made.status, index };
  }
  return maker;
}

/** After these there is no response, until something makes another. */
const lost: ReadonlySet<TraceEvent['kind']> = new Set([
  'layer-raised',
  'view-raised',
  'hook-raised',
  'render-raised',
  'exception-escaped',
]);

/** @param status of the response on its way out, null when there is none */
function madeBy(event: TraceEvent, status: number | null): { by: Author; status: number | null } | null {
  switch (event.kind) {
    case 'view-returned':
      return { by: { kind: 'view', view: event.view }, status: event.status };
    case 'short-circuited':
      return { by: answeredBy(event.layer, event.hook), status: event.status };
    case 'exception-converted':
      return {
        by: { kind: 'boundary', boundary: event.boundary, exception: event.exception },
        status: event.status,
      };
    case 'hook-returned': {
      const by = { kind: 'hook', layer: event.layer, hook: event.hook } as const;
      const answers = event.hook === 'process_exception' && event.status !== null;
      const handsOn = event.hook === 'process_response' || event.hook === 'process_template_response';
      return answers || (handsOn && (event.another === true || event.status !== status))
        ? { by, status: event.status }
        : null;
    }
    case 'layer-left':
      return event.status === status && !event.another
        ? null
        : { by: { kind: 'layer', layer: event.layer }, status: event.status };
    default:
      return null;
  }
}

function answeredBy(layer: string, hook: 'process_request' | 'process_view' | null): Author {
  return hook === null ? { kind: 'layer', layer } : { kind: 'hook', layer, hook };
}

/** An exception that no boundary turned into a response. */
export interface Escape extends Pick<BodyRaised, 'exception' | 'at'> {
  /** `handler`: the server had nothing to send. `body`: the status was out already, and the body broke off. */
  readonly from: 'handler' | 'body';
  readonly index: number;
}

/** What escaped; null when everything was answered. */
export function escapeOf(trace: Trace): Escape | null {
  const index = trace.findIndex(({ kind }) => kind === 'exception-escaped' || kind === 'body-raised');
  const event = trace[index];
  if (event?.kind !== 'exception-escaped' && event?.kind !== 'body-raised') return null;
  const from = event.kind === 'body-raised' ? 'body' : 'handler';
  return { from, exception: event.exception, at: event.at, index };
}
