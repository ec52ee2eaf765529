import { isDeepStrictEqual } from 'node:util';
import type { StackRun } from '../../src/stack/run.ts';
import type { TraceEvent } from '../../src/trace/events.ts';
import { sideBySide } from './compare.ts';
import type { NativeExchange } from './native.ts';
import { normalised } from './normalise.ts';

/** Where two runs of one stack part, for people; nothing when they are alike. */
export function differenceBetween(
  withThreads: StackRun | undefined,
  without: StackRun | undefined,
): readonly string[] {
  if (withThreads === undefined || without === undefined) throw new Error('A stack was not played.');
  const [a, b] = [normalised(withThreads), normalised(without)];
  if (!isDeepStrictEqual(a, b)) return sideBySide(a, b, true, ['threads', 'no threads']);
  const places = placesOf(without);
  return placesOf(withThreads).flatMap((place, index) =>
    place === places[index] ? [] : [`${place} ≠ ${places[index]}`],
  );
}

/** The line of the project that each exception came from. */
function placesOf({ startUp, trace }: StackRun): string[] {
  return [...startUp, ...trace].map((event) => {
    // Not a query's: with threads only its own thread's frames can be looked at (`inside_out/threadless.py`).
    if (event.kind === 'query' || !('at' in event) || event.at === null) return event.kind;
    const { file, line, function: name } = event.at;
    return `${event.kind} in ${file}:${line}, ${name}`;
  });
}

/** What a client and the trace see of an exchange, as two runs of it must see it. */
export function seen(exchange: NativeExchange | undefined): unknown {
  if (exchange === undefined) throw new Error('A request was not served.');
  const { response, escaped, startUp, trace } = exchange;
  return {
    startUp,
    trace: trace.map(comparable),
    response: response && { ...response, body: Buffer.from(response.body).toString('latin1') },
    escaped: escaped && { ...escaped, traceback: null },
  };
}

function comparable(event: TraceEvent): TraceEvent {
  return event.kind === 'query' ? { ...event, milliseconds: 0, at: null } : event;
}
