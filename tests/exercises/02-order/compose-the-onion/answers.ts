import { fail, paragraph } from '#suite/rebuild';
import { convertedInWords, diagnose } from './diagnose.ts';
import { djangoAnswers, type Expected } from './django.ts';
import { cameBack, firstDifference, sideBySide, stackOf } from './evidence.ts';
import { isCall, loaded } from './loading.ts';
import type { Answered, Chain, Happened, Scene, TwoChains, View } from './scene.ts';

/** Plays a scene and compares what every request met with what it meets in Django. */
export async function expectDjango(scene: Scene): Promise<Happened> {
  const happened = await loaded(scene);
  expectAnswers(scene, happened);
  return happened;
}

/** Loads the same factories around two views, and only then sends the requests: each chain answers with its own view. */
export async function expectTwoChains(scene: TwoChains): Promise<void> {
  const { layers, view, paths, secondView } = scene;
  // What goes wrong in one chain alone is told in its own words.
  await expectDjango({ layers, view, paths });
  const { second, ...one } = await loaded(scene);
  const names = layers.map(({ name }) => name);
  if (one.load.list.join() !== names.join()) {
    const left = one.load.list.length === 0 ? 'an empty list' : one.load.list.join(', ');
    fail(
      `loadMiddleware was given the list ${names.join(', ')} and left ${left} behind. The list isn't its own: the next chain ` +
        'is loaded from the same one (in Django, settings.MIDDLEWARE).',
      [stackOf(scene)],
    );
  }
  if (second === null) throw new Error('The scenario loaded no second chain.');
  const chains: readonly [string, Chain, View][] = [
    ['first', one, view],
    ['second', second, secondView],
  ];
  for (const [which, chain, its] of chains) {
    const other = which === 'first' ? 'second' : 'first';
    const about =
      `Two chains were loaded from the same factories, around a view each, and then a request to the ${which} one didn't meet ` +
      `what it meets when there is no ${other} one. What a chain is made of belongs to that chain alone: in Django, ` +
      'every test client loads its own beside the others.';
    expectAnswers({ layers, view: its, paths }, chain, about);
  }
}

/** @param about says what went wrong, where the difference itself would mislead */
function expectAnswers(scene: Scene, { requests }: Chain, about?: string): void {
  for (const [index, answered] of requests.entries()) {
    const trace = answered.trace.filter((line) => !isCall(line));
    expectAnswer(scene, { ...answered, trace }, (sentence) => {
      if (about !== undefined) return about;
      if (index === 0) return sentence;
      const before = index === 1 ? 'The request before it' : 'The requests before it';
      return `${sentence} ${before}, to the same chain, went well: something was left over from there.`;
    });
  }
}

function expectAnswer(scene: Scene, answered: Answered, inWords: (sentence: string) => string): void {
  const expected = djangoAnswers(scene, answered.path);
  const sentence = difference(scene, answered, expected);
  if (sentence === null) return;
  fail(inWords(sentence), [
    paragraph('Sent', [`GET ${answered.path}`]),
    stackOf(scene),
    sideBySide(answered.trace, expected.trace),
    cameBack(answered),
  ]);
}

/** What is wrong with an answer, in a sentence or two; null when nothing is. */
function difference(scene: Scene, answered: Answered, expected: Expected): string | null {
  const { trace, response, escaped } = answered;
  const at = firstDifference(trace, expected.trace);
  if (at >= 0) return diagnose(scene, answered, expected, at);
  if (escaped !== null) return escapedInWords(answered, expected);
  const outermost = scene.layers.some(({ does }) => does !== 'not-used') ? 'the outermost layer' : 'the view';
  if (response === null) {
    return `The chain returned ${answered.returned}. What ${outermost} answers is the chain's answer.`;
  }
  const { status, content, layerHeader } = expected.response;
  if (response.status !== status) {
    const [, who, exception] = /^(\w+) raises (\w+)$/.exec(trace.at(-1) ?? '') ?? [];
    return exception === undefined
      ? `The client got ${response.status}, where ${outermost} had ${status} to give.`
      : `${subject(who)} raised ${exception}, and the client got ${response.status}. ${convertedInWords(exception, status)}`;
  }
  if (response.layerHeader !== layerHeader) {
    return (
      `The response carries X-Layer: ${response.layerHeader ?? 'nothing'} instead of ${layerHeader ?? 'nothing'}. ` +
      'Each layer changes the response that came from inside, so the outermost has the last word.'
    );
  }
  if (content !== null && response.content !== content) {
    return `The response says "${response.content}" instead of "${content}": it isn't the one that was made inside.`;
  }
  return null;
}

function escapedInWords({ escaped, trace }: Answered, { response }: Expected): string {
  const who = trace.at(-1)?.split(' ')[0];
  const where = who === 'view' ? 'the view' : 'the outermost layer';
  return (
    `${subject(who)} raised ${escaped}, and it escaped from the chain. There is a boundary around ${where} ` +
    `too: the server gets a ${response.status} response.`
  );
}

function subject(who: string | undefined): string {
  return who === 'view' ? 'The view' : `${who}`;
}
