import type { Hook, Returned, Trace, TraceEvent } from '../events.ts';

/** Whoever hands on a response: a layer, one of its hooks, the view, or the boundary of a layer or of the core. */
export type Author =
  | { readonly kind: 'layer'; readonly layer: string }
  | { readonly kind: 'hook'; readonly layer: string; readonly hook: Hook }
  | { readonly kind: 'view'; readonly view: string }
  /** An error page made of `exception` by `convert_exception_to_response`; `boundary` is null for the core's. */
  | { readonly kind: 'boundary'; readonly boundary: string | null; readonly exception: string };

/** One change of one header. */
export interface HeaderChange {
  readonly by: Author;
  /** Set also by whoever handed on another response that has it, whatever the one before had. Removed also when another response, without that header, took the place of the one that had it. */
  readonly change: 'set' | 'changed' | 'removed';
  /** The value that the header has now; null when it is gone. */
  readonly value: string | null;
  /** Where in the trace. */
  readonly index: number;
}

/**
 * Everything that happened to a header, in order; whatever the case of `name`.
 * The last change says who set it last, and who changed or removed it.
 */
export function headerHistory(trace: Trace, name: string): readonly HeaderChange[] {
  return histories(trace).get(name.toLowerCase())?.changes ?? [];
}

/** A header as the trace leaves it. */
export interface HeaderState {
  /** As it was written last. */
  readonly name: string;
  /** Null when it is gone. */
  readonly value: string | null;
  /** Never empty; the last one gave it this value. */
  readonly changes: readonly HeaderChange[];
}

/** Every header that the trace knows of, those that were removed included, in the order in which they came up. */
export function headerStates(trace: Trace): readonly HeaderState[] {
  return [...histories(trace).values()].map(({ name, changes }) => ({
    name,
    value: changes.at(-1)?.value ?? null,
    changes,
  }));
}

function histories(trace: Trace): Map<string, { name: string; changes: HeaderChange[] }> {
  const found = new Map<string, { name: string; changes: HeaderChange[] }>();
  trace.forEach((event, index) => {
    const noted = headersOf(event);
    if (noted === null) return;
    for (const [name, value] of Object.entries(noted.returned.headers)) {
      const key = name.toLowerCase();
      const history = found.get(key) ?? { name, changes: [] };
      const before = history.changes.at(-1)?.value ?? null;
      history.name = name;
      history.changes.push({
        by: noted.by,
        change: changeOf(before, value, noted.returned.another === true),
        value,
        index,
      });
      found.set(key, history);
    }
  });
  return found;
}

function changeOf(before: string | null, value: string | null, another: boolean): HeaderChange['change'] {
  if (value === null) return 'removed';
  return before === null || another ? 'set' : 'changed';
}

function headersOf(event: TraceEvent): { by: Author; returned: Returned } | null {
  switch (event.kind) {
    case 'layer-left':
      return { by: { kind: 'layer', layer: event.layer }, returned: event };
    case 'hook-returned':
      return { by: { kind: 'hook', layer: event.layer, hook: event.hook }, returned: event };
    case 'view-returned':
      return { by: { kind: 'view', view: event.view }, returned: event };
    case 'exception-converted':
      return {
        by: { kind: 'boundary', boundary: event.boundary, exception: event.exception },
        returned: event,
      };
    default:
      return null;
  }
}
