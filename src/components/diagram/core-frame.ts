import type { Layer } from '../../stack/schema.ts';
import { noResponseWords, returnWords, shortName } from '../../trace/phrases.ts';
import { type CorePart, coreParts, type Step } from './steps.ts';

export interface CoreFrame {
  readonly part: CorePart;
  readonly label: string;
  readonly detail: string;
  readonly state: 'waiting' | 'running' | 'done' | 'raised' | 'never';
  readonly current: boolean;
}

/** The status of what the core gave to the innermost layer, so far. */
export function coreStatusOf(happened: readonly Step[]): number | null {
  let status: number | null = null;
  for (const { event, place } of happened) {
    if (event.kind === 'exception-converted' && event.boundary === null) status = event.status;
    else if (event.kind === 'view-returned' || (event.kind === 'hook-returned' && place.at === 'core'))
      status = event.status ?? status;
  }
  return status;
}

/** The core's stations that the run comes to, and those that a layer of the stack has a hook for. */
export function coreFrames(
  steps: readonly Step[],
  happened: readonly Step[],
  middleware: readonly Layer[],
): readonly CoreFrame[] {
  const isAt = (part: CorePart) => (step: Step) => step.place.at === 'core' && step.place.part === part;
  const decided = happened.at(-1)?.way === 'out';
  return coreParts
    .filter(
      (part) =>
        part === 'resolver' ||
        part === 'view' ||
        steps.some(isAt(part)) ||
        middleware.some((layer) => part !== 'template' && 'own' in layer && layer[part] !== undefined),
    )
    .map((part) => {
      const ran = happened.filter(isAt(part));
      const current = happened.at(-1);
      const isCurrent = current !== undefined && isAt(part)(current);
      const here = steps.some(isAt(part));
      const raised = ran.some(
        ({ event }) => event.kind.endsWith('-raised') || event.kind === 'url-not-resolved',
      );
      const waiting = decided && !here ? 'never' : 'waiting';
      return {
        part,
        label: part === 'view' ? viewLabel(steps) : part,
        detail: detailOf(part, ran),
        state: ran.length === 0 ? waiting : raised ? 'raised' : isCurrent ? 'running' : 'done',
        current: isCurrent,
      } as const;
    });
}

function viewLabel(steps: readonly Step[]): string {
  const called = steps.find(({ event }) => event.kind === 'view-called')?.event;
  return called?.kind === 'view-called' ? `view: ${shortName(called.view)}` : 'view';
}

/** What a station of the core did so far, in two or three words. */
function detailOf(part: CorePart, ran: readonly Step[]): string {
  const layers = new Set<string>();
  let last = '';
  for (const { event } of ran) {
    switch (event.kind) {
      case 'url-resolved':
        last = event.route === '' ? '(empty route)' : event.route;
        break;
      case 'url-not-resolved':
        last = 'raises Resolver404';
        break;
      case 'view-returned':
        last = event.status === null ? returnWords(event) : `${event.status}`;
        break;
      case 'hook-called':
        layers.add(event.layer);
        break;
      case 'view-raised':
      case 'render-raised':
        last = `raises ${shortName(event.exception)}`;
        break;
      case 'render-finished':
        if (part === 'template') last = 'rendered';
        break;
      case 'exception-converted':
        if (last !== '') last += `, becomes ${event.status ?? noResponseWords(event)}`;
        break;
    }
  }
  return layers.size > 0 ? [...layers].join(', ') : last;
}
