import type { Trace, TraceEvent } from './events.ts';

/** What a kind of event is about: whoever shows a trace shows some of these and leaves out the rest. */
export type TraceGroup =
  | 'start-up'
  | 'layers'
  | 'conversions'
  | 'hooks'
  | 'resolver'
  | 'views'
  | 'templates'
  | 'queries'
  | 'signals'
  | 'switches'
  | 'server';

const groups: Readonly<Record<TraceEvent['kind'], TraceGroup>> = {
  'layer-built': 'start-up',
  'layer-not-used': 'start-up',
  'layer-entered': 'layers',
  'layer-left': 'layers',
  'layer-raised': 'layers',
  'exception-converted': 'conversions',
  'boundary-raised': 'conversions',
  'short-circuited': 'hooks',
  'hook-called': 'hooks',
  'hook-returned': 'hooks',
  'hook-raised': 'hooks',
  'url-resolved': 'resolver',
  'url-not-resolved': 'resolver',
  'view-called': 'views',
  'view-returned': 'views',
  'view-raised': 'views',
  'render-started': 'templates',
  'render-finished': 'templates',
  'render-raised': 'templates',
  query: 'queries',
  'signal-sent': 'signals',
  switched: 'switches',
  'response-started': 'server',
  'body-sent': 'server',
  'body-raised': 'server',
  'response-closed': 'server',
  'exception-escaped': 'server',
};

/** The events of a trace that are about one of `shown`. */
export function onlyGroups(trace: Trace, shown: readonly TraceGroup[]): TraceEvent[] {
  return trace.filter(({ kind }) => shown.includes(groups[kind]));
}
