import type { StackRun } from '../../stack/run.ts';
import type { TraceEvent } from '../../trace/events.ts';

/** Where two runs of one stack part: an event's index, or the response; null when they are equal. */
export type Difference = { readonly event: number } | { readonly event: null; readonly words: string };

/**
 * Compares two runs event by event, then what the client received. Left out is what no two runs share: a query's
 * milliseconds, lines of code, the value of a cookie.
 */
export function firstDifference(one: StackRun, other: StackRun): Difference | null {
  const length = Math.max(one.trace.length, other.trace.length);
  for (let index = 0; index < length; index += 1) {
    if (!sameEvent(one.trace[index], other.trace[index])) return { event: index };
  }
  if (one.escaped !== other.escaped)
    return { event: null, words: `Escaped: ${one.escaped ?? 'nothing'} and ${other.escaped ?? 'nothing'}.` };
  if (one.response?.status !== other.response?.status)
    return { event: null, words: `Status: ${one.response?.status} and ${other.response?.status}.` };
  const headers = [one, other].map(headersOf);
  if (headers[0] !== headers[1]) return { event: null, words: `Headers: ${headers.join(' and ')}.` };
  if (one.response?.body !== other.response?.body) return { event: null, words: 'The bodies differ.' };
  return null;
}

/** The headers in the order in which they were sent; those that tell the time or a secret, by name alone. */
function headersOf({ response }: StackRun): string {
  const masked = ['set-cookie', 'expires', 'date', 'last-modified'];
  return (response?.headers ?? [])
    .map(([name, value]) => (masked.includes(name.toLowerCase()) ? name : `${name}: ${value}`))
    .join('; ');
}

export function sameEvent(one: TraceEvent | undefined, other: TraceEvent | undefined): boolean {
  return one !== undefined && other !== undefined && comparable(one) === comparable(other);
}

/** Text that is equal for equal events, whatever the order of their fields. */
function comparable(event: TraceEvent): string {
  return JSON.stringify(event, (key, value: unknown) => {
    if (key === 'milliseconds' || key === 'at') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    // The order of headers is part of what happened; that of an event's own fields is not.
    if (key === 'headers') return Object.entries(value);
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
