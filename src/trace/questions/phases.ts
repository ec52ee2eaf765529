import type { Trace, TraceEvent } from '../events.ts';

/** The parts of a request's way, named after what happens in them. */
export type Phase =
  | 'load'
  | 'in'
  | 'resolve'
  | 'process_view'
  | 'view'
  | 'exception'
  | 'template_response'
  | 'render'
  | 'out'
  | 'sent'
  | 'closed';

/** Events `from` up to, but not including, `to` that belong to one phase. */
export interface PhaseSpan {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

/**
 * The phases of a trace in the order in which they happened. A phase comes twice when a layer calls `get_response`
 * twice, or when the exception of a rendered template sends the request back to `process_exception`.
 * Queries, switches and signals belong to the phase in which they happen.
 */
export function phasesOf(trace: Trace): readonly PhaseSpan[] {
  const spans: { phase: Phase; from: number; to: number }[] = [];
  phaseOfEach(trace).forEach((phase, index) => {
    const last = spans.at(-1);
    if (last?.phase === phase) last.to = index + 1;
    else spans.push({ phase, from: index, to: index + 1 });
  });
  return spans;
}

/** The phase of each event, at the event's own index. */
export function phaseOfEach(trace: Trace): readonly Phase[] {
  let phase: Phase = 'in';
  let open: TraceEvent['kind'] | null = null;
  const phases = trace.map((event) => {
    const next = phaseOf(event, phase, open !== null);
    if (event.kind === 'view-called' || event.kind === 'hook-called') open = event.kind;
    if (event.kind.startsWith('view-r') || event.kind.startsWith('hook-r')) open = null;
    phase = next;
    return next;
  });
  // A switch is noted right before what it carries.
  for (let index = phases.length - 2; index >= 0; index -= 1) {
    if (trace[index]?.kind === 'switched') phases[index] = phases[index + 1] ?? 'in';
  }
  return phases;
}

/** @param inside a view or a hook is running: a template it renders is a part of it */
function phaseOf(event: TraceEvent, now: Phase, inside: boolean): Phase {
  switch (event.kind) {
    case 'layer-built':
    case 'layer-not-used':
      return 'load';
    case 'layer-entered':
      return 'in';
    case 'layer-left':
    case 'layer-raised':
    case 'exception-escaped':
      return 'out';
    case 'url-resolved':
    case 'url-not-resolved':
      return 'resolve';
    case 'hook-called':
    case 'hook-returned':
    case 'hook-raised':
      return hookPhases[event.hook];
    case 'view-called':
    case 'view-returned':
    case 'view-raised':
      return 'view';
    case 'render-started':
      return !inside && (now === 'process_view' || now === 'view' || now === 'template_response')
        ? 'render'
        : now;
    case 'exception-converted':
    case 'boundary-raised':
      return event.boundary === null ? 'exception' : 'out';
    case 'response-started':
    case 'body-sent':
    case 'body-raised':
      return 'sent';
    case 'response-closed':
      return 'closed';
    case 'signal-sent':
      return event.signal === 'request_started' ? 'in' : event.signal === 'request_finished' ? 'closed' : now;
    default:
      return now;
  }
}

const hookPhases = {
  process_request: 'in',
  process_response: 'out',
  process_view: 'process_view',
  process_exception: 'exception',
  process_template_response: 'template_response',
} as const;
