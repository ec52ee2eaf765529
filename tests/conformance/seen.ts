import type { StackRun } from '../../src/stack/run.ts';
import type { TraceEvent } from '../../src/trace/events.ts';
import type { Sees } from './cases/build.ts';
import { storyOf } from './story.ts';

/** What a run shows of that which `asked` names, in the same words. */
export function seenOf(run: StackRun, asked: Sees): Sees {
  const all: Required<Sees> = {
    story: storyOf(run.trace),
    status: run.response?.status ?? null,
    headers: headersOf(run, Object.keys(asked.headers ?? {})),
    body: run.response?.body ?? '',
    escaped: run.escaped ?? '',
    built: eventsOf(run.startUp, 'layer-built').map(({ layer }) => layer),
    modes: Object.fromEntries(eventsOf(run.startUp, 'layer-built').map(({ layer, mode }) => [layer, mode])),
    queries: eventsOf(run.trace, 'query').length,
    statements: eventsOf(run.trace, 'query').map(({ sql }) => sql.split(' ')[0] ?? ''),
    signals: eventsOf(run.trace, 'signal-sent').map(({ signal }) => signal),
    switches: eventsOf(run.trace, 'switched').map(({ to, callee }) => `${to} ${callee}`),
    resolved: eventsOf(run.trace, 'url-resolved').length + eventsOf(run.trace, 'url-not-resolved').length > 0,
    order: orderOf(run.trace, asked.order ?? []),
  };
  return Object.fromEntries(Object.keys(asked).map((key) => [key, all[key as keyof Sees]]));
}

function headersOf({ response }: StackRun, names: readonly string[]): Record<string, string | null> {
  const came = new Map(response?.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(names.map((name) => [name, came.get(name.toLowerCase()) ?? null]));
}

/** As many of the last events of the kinds asked for as are asked for. */
function orderOf(trace: readonly TraceEvent[], asked: readonly string[]): string[] {
  const kinds = trace.map(({ kind }) => kind as string).filter((kind) => asked.includes(kind));
  return kinds.slice(Math.max(0, kinds.length - asked.length));
}

function eventsOf<Kind extends TraceEvent['kind']>(
  trace: readonly TraceEvent[],
  kind: Kind,
): Extract<TraceEvent, { kind: Kind }>[] {
  return trace.filter((event): event is Extract<TraceEvent, { kind: Kind }> => event.kind === kind);
}
