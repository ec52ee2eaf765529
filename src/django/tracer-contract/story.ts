import type { TraceEvent } from '../../trace/events.ts';
import { onlyGroups, type TraceGroup } from '../../trace/groups.ts';
import { traceLines } from '../../trace/lines.ts';
import type { HttpRequest } from '../exchange.ts';
import type { Stage } from './site.ts';

/** The setting that makes these the layers, outermost first: classes and factories of `site/stage/layers.py`. */
export function middleware(...layers: string[]): string {
  return `MIDDLEWARE = ${JSON.stringify(layers.map((layer) => `stage.layers.${layer}`))}`;
}

/** What a started stage does with a GET of `path`: every event, or those of some groups. */
export function eventsOf(
  stage: Stage,
  path: string,
  groups: readonly TraceGroup[] | null = null,
  server: NonNullable<HttpRequest['server']> = 'wsgi',
): TraceEvent[] {
  const { trace } = stage.request({ method: 'GET', path, server });
  return groups === null ? [...trace] : onlyGroups(trace, groups);
}

/** The same in words. */
export function storyOf(...request: Parameters<typeof eventsOf>): string[] {
  return traceLines(eventsOf(...request)).map(({ text }) => text);
}
