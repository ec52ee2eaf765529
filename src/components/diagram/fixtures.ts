/** Small stacks for the tests of the diagrams. */
import type { Action, Layer, OwnLayer, Stack, View } from '../../stack/schema.ts';
import { playStack } from './play-stack.ts';
import type { PlayedRun } from './played.ts';
import { type Step, toSteps } from './steps.ts';

/** A class that lets everything pass, but for what `parts` say. */
export function layer(own: string, parts: Partial<OwnLayer> = {}): OwnLayer {
  return { own, style: 'class', mode: 'sync', before: [], after: [], ...parts };
}

export const stamp = layer('Stamp', { after: [{ do: 'set-header', name: 'X-Stamp', value: 'bookshop' }] });
export const closed = layer('Closed', { before: [{ do: 'answer', status: 503, body: 'Back on Monday.' }] });
export const trips = layer('Trips', { after: [{ do: 'raise', exception: 'RuntimeError' }] });

/** A stack around one view at `/`, which answers with a 200 unless told otherwise. */
export function stackOf(
  middleware: readonly Layer[],
  does: View['does'] = [{ do: 'answer', status: 200, body: 'Welcome.' }] satisfies Action[],
): Stack {
  return {
    server: 'wsgi',
    middleware,
    views: [{ name: 'welcome', mode: 'sync', does }],
    routes: [{ route: '', view: 'welcome' }],
    request: { method: 'GET', path: '/' },
  };
}

export function playedOf(stack: Stack): PlayedRun {
  const played = playStack(stack);
  if (!played.ok) throw new Error(played.problem);
  return played;
}

export function stepsOf(stack: Stack): readonly Step[] {
  return toSteps(playedOf(stack).run.trace, stack.middleware);
}
