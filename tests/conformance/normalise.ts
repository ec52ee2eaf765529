import type { StackResponse, StackRun } from '../../src/stack/run.ts';
import type { TraceEvent } from '../../src/trace/events.ts';

/** A run without what two runs of the same stack may differ in: times, places in the source, what is drawn at random. */
export function normalised(run: StackRun): StackRun {
  return JSON.parse(
    JSON.stringify({
      startUp: run.startUp.map(event),
      trace: run.trace.map(event),
      response: run.response && response(run.response),
      escaped: run.escaped,
    } satisfies StackRun),
  ) as StackRun;
}

function event(event: TraceEvent): TraceEvent {
  const timeless = event.kind === 'query' ? { ...event, milliseconds: 0 } : event;
  return 'at' in timeless ? { ...timeless, at: null } : timeless;
}

function response({ status, headers, body }: StackResponse): StackResponse {
  return { status, headers: headers.map(([name, value]) => [name, headerValue(name, value.trim())]), body };
}

const epoch = 'Thu, 01 Jan 1970 00:00:00 GMT';

/** Session keys, CSRF secrets and the day on which a cookie expires are new each time; a deletion is not. */
function headerValue(name: string, value: string): string {
  if (name !== 'Set-Cookie') return value;
  return value
    .replace(/^([^=;]+)=[^;"]+/, '$1=…')
    .replace(/expires=([^;]+)/, (whole, date: string) => (date === epoch ? whole : 'expires=…'));
}
