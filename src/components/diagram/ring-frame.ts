import type { Returned } from '../../trace/events.ts';
import { conversionWords, returnWords, shortCircuitWords, shortName } from '../../trace/phrases.ts';
import type { Step } from './steps.ts';
import { headerWords } from './words.ts';

export interface RingFrame {
  readonly name: string;
  /** `never`: it has been decided that the request doesn't come here. `unused`: it raised MiddlewareNotUsed. */
  readonly state: 'waiting' | 'open' | 'left' | 'raised' | 'never' | 'unused';
  /** Its code runs, or its boundary acts, in this very step. */
  readonly current: boolean;
  /** Of the response that came out of it. */
  readonly status: number | null;
  /** What it did, or why it did nothing, in a few words each. */
  readonly notes: readonly string[];
}

type Draft<Type> = { -readonly [Key in keyof Type]: Type[Key] };

export interface RingContext {
  readonly steps: readonly Step[];
  readonly happened: readonly Step[];
  readonly current: Step | null;
  readonly unused: ReadonlySet<string>;
}

/** One ring, the layer at `index` of MIDDLEWARE. */
export function ringFrame(
  name: string,
  index: number,
  { steps, happened, current, unused }: RingContext,
): RingFrame {
  const isOf = (step: Step): boolean => step.layer === index;
  const ring: Draft<RingFrame> & { notes: string[] } = {
    name,
    state: 'waiting',
    current: current !== null && isOf(current),
    status: null,
    notes: [],
  };
  if (unused.has(name)) return { ...ring, state: 'unused', notes: ['left itself out: MiddlewareNotUsed'] };

  for (const { event } of happened.filter(isOf)) {
    switch (event.kind) {
      case 'layer-entered':
        ring.state = 'open';
        break;
      case 'layer-left':
        ring.state = 'left';
        ring.status = event.status;
        ring.notes.push(...notesOn(event));
        break;
      case 'layer-raised':
        ring.state = 'raised';
        ring.notes = [`raises ${shortName(event.exception)}`];
        break;
      case 'exception-converted':
        ring.status = event.status;
        ring.notes.push(`its boundary ${conversionWords(event, 'it').replace(' response', '')}`);
        break;
      case 'boundary-raised':
        ring.notes.push(`its boundary lets ${shortName(event.exception)} through`);
        break;
      case 'short-circuited':
        ring.notes.push(shortCircuitWords(event).replace(/:.*/, ''));
        break;
      case 'hook-returned':
        if (event.hook === 'process_exception' && event.status !== null)
          ring.notes.push(`makes a ${event.status} of the exception`);
        else if (event.status !== null && event.hook !== 'process_view' && event.hook !== 'process_request')
          ring.notes.push(...notesOn(event));
        break;
      case 'hook-raised':
        ring.notes.push(`${event.hook} raises ${shortName(event.exception)}`);
        break;
    }
  }
  if (ring.state === 'waiting' && current?.way === 'out' && !steps.some((step) => entersLayer(step, index)))
    return { ...ring, state: 'never', notes: [`never called: ${reasonOf(happened)}`] };
  // A hook's header comes out of the layer too: said once is enough.
  return { ...ring, notes: [...new Set(ring.notes)] };
}

/** What came out of a step, where the status doesn't say it all. */
function notesOn(event: Returned): readonly string[] {
  return event.status === null || event.another ? [returnWords(event)] : headerWords(event.headers);
}

function entersLayer({ event, layer }: Step, index: number): boolean {
  return event.kind === 'layer-entered' && layer === index;
}

/** Who kept the request from going further in. */
function reasonOf(happened: readonly Step[]): string {
  for (const { event } of happened) {
    if (event.kind === 'short-circuited' && event.hook !== 'process_view')
      return `${event.layer} answered outside of it`;
    if (event.kind === 'layer-raised') return `${event.layer} raised outside of it`;
    if (event.kind === 'layer-left') return `${event.layer} came back without it`;
  }
  return 'the request never came this far';
}
