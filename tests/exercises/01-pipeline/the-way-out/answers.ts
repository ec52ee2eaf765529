import { fail, play } from '#suite/rebuild';
import { diagnose } from './diagnose.ts';
import { djangoServes } from './django.ts';
import { cameBack, firstDifference, sideBySide, visitOf } from './evidence.ts';
import type { Happened, Header, Scene, Visit, Visited } from './scene.ts';

/** Plays a scene and compares what every visit met with what it meets in Django. */
export async function expectDjango(scene: Scene): Promise<void> {
  const { visits } = await play<Happened>(scene);
  scene.visits.forEach((visit, index) => {
    const visited = visits[index];
    if (visited === undefined) return;
    const sentence = difference(visit, visited);
    if (sentence === null) return;
    const others = scene.visits.length > 1 ? [visitsOf(scene)] : [];
    fail(aboutMany(scene, index, sentence), [
      visitOf(visit),
      ...others,
      sideBySide(visited.trace, djangoServes(visit).trace),
      cameBack(visited),
    ]);
  });
}

function visitsOf({ visits, atOnce }: Scene): string {
  const paths = visits.map(({ path }) => path);
  return atOnce
    ? `Through one handler, requests for ${paths.slice(1).join(', ')} while that for ${paths[0]} waited for its second chunk.`
    : `Through one handler, one after another: ${paths.join(', ')}.`;
}

function aboutMany({ visits, atOnce }: Scene, index: number, sentence: string): string {
  if (atOnce) {
    return (
      `${sentence} Another request was served meanwhile by the same handler: what belongs to one request stays in local ` +
      'variables of its call, never on `this` or in the module. A path is no name for a request: two may ask for the same.'
    );
  }
  if (index === 0 || visits.length === 1) return sentence;
  return `${sentence} A request before it, through the same handler, went well.`;
}

/** What is wrong with a visit, in a sentence or two; null when nothing is. */
function difference(visit: Visit, visited: Visited): string | null {
  const expected = djangoServes(visit);
  const { trace, head, body, escaped, returned } = visited;
  if (returned !== null) {
    return (
      `call returned ${returned}. The server needs an iterable: an object with a method [Symbol.iterator] that gives an ` +
      'iterator of the chunks, and a method close.'
    );
  }
  const at = firstDifference(trace, expected.trace);
  if (at >= 0) return diagnose(visit, visited, expected, at);
  if (escaped !== expected.escaped) {
    return `"${expected.escaped}" was thrown, and the server never heard of it.`;
  }
  const wrongHeader = headerInWords(head?.headers ?? [], expected.head?.headers ?? []);
  if (wrongHeader !== null) return wrongHeader;
  if (body.join('|') !== expected.body.join('|')) {
    return `The client received the chunks ${body.join(', ') || 'none'} instead of ${expected.body.join(', ') || 'none'}.`;
  }
  return null;
}

const tidy = ([name, value]: Header): string => `${name}: ${value.trim()}`;

function headerInWords(got: readonly Header[], want: readonly Header[]): string | null {
  const [sent, expected] = [got.map(tidy), want.map(tidy)];
  if (sent.join('\n') === expected.join('\n')) return null;
  const missing = expected.find((header) => !sent.includes(header));
  if (missing?.startsWith('Set-Cookie')) {
    const cookies = sent.filter((header) => header.startsWith('Set-Cookie')).length;
    return cookies === 0
      ? `The response sets a cookie, and no header says so (${missing}). A cookie lives beside the headers until the handler makes one of it.`
      : `The header "${missing}" is missing, and ${cookies === 1 ? 'one Set-Cookie is' : `${cookies} Set-Cookie are`} there. Each cookie is a header of its own, of the same name.`;
  }
  if (missing !== undefined) return `The header "${missing}" of the response never reached the server.`;
  const extra = sent.find((header, index) => !expected.includes(header) || sent.indexOf(header) !== index);
  return extra === undefined
    ? `The headers came in the order ${sent.join(', ')}. First the response's own, then its cookies.`
    : `The server got "${extra}", which the response doesn't have${expected.includes(extra) ? ' twice' : ''}.`;
}
