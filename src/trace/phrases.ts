import type { ExceptionConverted, LayerBuilt, Returned, ShortCircuited } from './events.ts';

/**
 * The phrases that every telling of a trace shares: the line in a test's message, the sentence under a diagram, the row
 * of a lesson. Names of layers and classes are written as they come in.
 */

/** The last part of a dotted path: `django.http.response.Http404` → `Http404`. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What came back where no response did: `None`, `a str, which is no response`. */
export function noResponseWords({ type }: Pick<Returned, 'type'>): string {
  if (type === undefined) return 'None';
  if (type === 'coroutine') return 'a coroutine that nobody awaited';
  return `${article(type)} ${type}, which is no response`;
}

/** `returns None`, `returns another response, without X-Stamp`, or `returns` alone where the status says the rest. */
export function returnWords(returned: Returned): string {
  if (returned.status === null) return `returns ${noResponseWords(returned)}`;
  if (!returned.another) return 'returns';
  return ['returns another response', ...goneWords(returned)].join(', ');
}

/** `without X-Stamp, Vary`: what the response that was noted before had, and this one has not. */
export function goneWords({ headers }: Pick<Returned, 'headers'>): readonly string[] {
  const gone = Object.entries(headers).flatMap(([name, value]) => (value === null ? [name] : []));
  return gone.length === 0 ? [] : [`without ${gone.join(', ')}`];
}

/** `the boundary around Outer`; null is the core's. */
export function boundaryWords(boundary: string | null): string {
  return `the boundary around ${boundary ?? 'the core'}`;
}

/** `turns Http404 into a 404 response`, of a boundary. @param exception its name, as it is to be written */
export function conversionWords(converted: ExceptionConverted, exception = converted.exception): string {
  const made = converted.status === null ? noResponseWords(converted) : `a ${converted.status} response`;
  return `turns ${exception} into ${made}`;
}

/** `answers by itself: nothing inside it is called`; what it answered with is told where the layer returns. */
export function shortCircuitWords({ hook, status }: ShortCircuited): string {
  if (hook === 'process_view') return 'answers in process_view: the view is not called';
  const how = status === null ? 'does not call get_response' : 'answers by itself';
  return `${how}: nothing inside it is called`;
}

/** What the resolver does when no pattern matches. */
export const NOT_RESOLVED = 'raises Resolver404, which is an Http404';

/** `Django builds Outer, which is async` */
export function builtWords({ layer, mode }: LayerBuilt): string {
  return `Django builds ${layer}${mode === 'async' ? ', which is async' : ''}`;
}

/** By the sound of the first letters, as far as they tell: a user, a UUID. */
function article(noun: string): 'a' | 'an' {
  return /^[aeio]|^u(?!ser|ni|se|ui|rl)/i.test(noun) ? 'an' : 'a';
}
