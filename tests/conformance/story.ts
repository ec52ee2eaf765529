import type { Trace, TraceEvent } from '../../src/trace/events.ts';
import { shortName } from '../../src/trace/phrases.ts';

/**
 * What layers, hooks and views did, in the short words of the experiments that the rules were found with: `A in`,
 * `A process_view`, `view`, `RuntimeError became 500 at the core`, `A out 500`.
 */
export function storyOf(trace: Trace): readonly string[] {
  return trace.flatMap((event) => words(event) ?? []);
}

function words(event: TraceEvent): string | null {
  switch (event.kind) {
    case 'layer-entered':
      return `${event.layer} in`;
    case 'layer-left':
      return `${event.layer} out ${event.status ?? 'None'}`;
    case 'layer-raised':
      return `${event.layer} raises ${shortName(event.exception)}`;
    case 'hook-called':
      return `${event.layer} ${event.hook}`;
    case 'hook-returned':
      return hookAnswer(event);
    case 'hook-raised':
      return `${event.layer} ${event.hook} raises ${shortName(event.exception)}`;
    case 'exception-converted':
      return `${shortName(event.exception)} became ${event.status} at ${event.boundary ?? 'the core'}`;
    case 'boundary-raised':
      return `${shortName(event.exception)} passed ${event.boundary ?? 'the core'}`;
    case 'view-called':
      return 'view';
    case 'view-raised':
      return `view raises ${shortName(event.exception)}`;
    case 'body-raised':
      return `body raises ${shortName(event.exception)}`;
    case 'exception-escaped':
      return `${shortName(event.exception)} escapes`;
    default:
      return null;
  }
}

/** A hook's answer where it may have none, and its None where it must answer. */
function hookAnswer({ layer, hook, status }: Extract<TraceEvent, { kind: 'hook-returned' }>): string | null {
  const answers = hook === 'process_response' || hook === 'process_template_response';
  if (answers) return status === null ? `${layer} ${hook} → None` : null;
  return status === null ? null : `${layer} ${hook} → ${status}`;
}
