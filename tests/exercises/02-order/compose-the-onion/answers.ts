import { fail, paragraph } from '#suite/rebuild';
import { djangoAnswers, type Expected } from './django.ts';
import { cameBack, firstDifference, sideBySide, stackOf } from './evidence.ts';
import { isCall, loaded } from './loading.ts';
import type { Answered, Happened, Scene } from './scene.ts';

/** Plays a scene and compares what every request met with what it meets in Django. */
export async function expectDjango(scene: Scene): Promise<Happened> {
  const happened = await loaded(scene);
  for (const answered of happened.requests) {
    const trace = answered.trace.filter((line) => !isCall(line));
    expectAnswer(scene, { ...answered, trace });
  }
  return happened;
}

function expectAnswer(scene: Scene, answered: Answered): void {
  const expected = djangoAnswers(scene, answered.path);
  const { trace, response, escaped } = answered;
  const difference = firstDifference(trace, expected.trace);
  if (difference >= 0)
    failRequest(diagnose(scene, answered, expected, difference), scene, answered, expected);
  if (escaped !== null) failRequest(escapedInWords(answered, expected), scene, answered, expected);
  if (response === null) {
    const sentence = `The chain returned ${answered.returned}. What the outermost layer answers is the chain's answer.`;
    failRequest(sentence, scene, answered, expected);
  }
  const { status, content, layerHeader } = expected.response;
  if (response.status !== status) {
    const sentence = `The client got ${response.status}, where the outermost layer had ${status} to give.`;
    failRequest(sentence, scene, answered, expected);
  }
  if (response.layerHeader !== layerHeader) {
    const sentence =
      `The response carries X-Layer: ${response.layerHeader ?? 'nothing'} instead of ${layerHeader ?? 'nothing'}. ` +
      'Each layer changes the response that came from inside, so the outermost has the last word.';
    failRequest(sentence, scene, answered, expected);
  }
  if (content !== null && response.content !== content) {
    const sentence = `The response says "${response.content}" instead of "${content}": it isn't the one that was made inside.`;
    failRequest(sentence, scene, answered, expected);
  }
}

/** The sentence that answers the mistake behind the first difference between two traces. */
function diagnose({ layers }: Scene, answered: Answered, { trace: want }: Expected, at: number): string {
  const { trace: got, escaped } = answered;
  const next = want[at] ?? '';
  const instead = got[at] ?? '';
  const before = want[at - 1] ?? '';
  const passed = layers.filter(({ does }) => does !== 'not-used').map(({ name }) => name);

  const cause = want.slice(0, at).findLast((line) => line.includes(' raises '));
  const [, waiting, status] = /^(\w+) out (\d+)$/.exec(next) ?? [];
  if (waiting !== undefined && before === cause) {
    const [who, , exception] = before.split(' ');
    const end = escaped === null ? '' : ` It escaped from the chain instead.`;
    const skipped = instead === '' ? '' : ' The exception flew past it to a boundary further out.';
    const whose = who === 'view' ? 'The view' : who;
    return (
      `${whose} raised ${exception}, and ${waiting} never got a response back. Between any two layers, and around the view, ` +
      `there is a boundary: the exception should have reached ${waiting} as a ${status} response.${end || skipped}`
    );
  }
  if (before.includes(' short-circuits ')) {
    const who = before.split(' ')[0];
    return (
      `${who} answered by itself, and the request went on inside it all the same (${instead}). A short-circuit turns ` +
      'the request around: no layer further in, and no view, ever hears of it.'
    );
  }
  if (instead.startsWith('view ') && at === 0) {
    const turned = want.find((line) => line.includes(' short-circuits '))?.split(' ')[0];
    if (!want.some((line) => line.startsWith('view ')) && turned !== undefined) {
      return (
        `The view ran, though ${turned} had an answer of its own. The view is the core: it runs when every layer has ` +
        'let the request through, and a short-circuit keeps it from running at all.'
      );
    }
    const others = got.some((line) => line.endsWith(' in'));
    return others
      ? `The view ran before ${passed[0]} had seen the request. The view is the core: it runs when every layer has let the request through.`
      : `The request went straight to the view: ${passed.join(', ')} never saw it.`;
  }
  const [first, last] = [passed[0], passed.at(-1)];
  if (at === 0 && first !== last && instead === `${last} in` && got.includes(`${first} in`)) {
    return (
      `${last}, the last of the list, met the request first: the onion is inside out. ` +
      `The first of the list, ${first}, is the outermost layer.`
    );
  }
  const hasty = /^(\w+) out /.exec(instead)?.[1];
  if (hasty !== undefined && /( in$)|(^view )/.test(next)) {
    return (
      `${hasty} got a response back (${instead}) before anything inside it had happened. When a layer calls getResponse, ` +
      'the request goes through everything inside that layer first; only then does the layer go on, with the response of it.'
    );
  }
  if (next.endsWith(' in')) {
    const name = next.replace(' in', '');
    const unused = layers.find(({ does }) => does === 'not-used')?.name;
    if (got.includes(next)) return `${name} met the request at the wrong moment: ${instead} came first.`;
    if (unused !== undefined) {
      return (
        `${name} never saw the request, and all it has to do with it is that ${unused} raised MiddlewareNotUsed. Only the ` +
        'layer whose factory raised it is left out; all others stay, outside and inside it.'
      );
    }
    return (
      `${name} never saw the request. A request meets every layer of the list, however long it is: ` +
      "each layer's getResponse leads into the next one inside."
    );
  }
  if (waiting !== undefined && instead.startsWith(`${waiting} out `)) {
    return `${waiting} got ${instead.replace(/^\w+ out (with )?/, '')} back from inside, and a ${status} had been made there.`;
  }
  if (next === '')
    return `The request should have been answered by then, but this happened next: ${instead}.`;
  if (instead === '') return `After "${before}" nothing more happened: "${next}" should have followed.`;
  return `"${instead}" happened where Django does "${next}".`;
}

function escapedInWords({ escaped, trace }: Answered, { response }: Expected): string {
  const who = trace.at(-1)?.split(' ')[0];
  return (
    `${who === 'view' ? 'The view' : who} raised ${escaped}, and it escaped from the chain. There is a boundary around the ` +
    `outermost layer too: the server gets a ${response.status} response.`
  );
}

function failRequest(sentence: string, scene: Scene, answered: Answered, expected: Expected): never {
  fail(sentence, [
    paragraph('Sent', [`GET ${answered.path}`]),
    stackOf(scene),
    sideBySide(answered.trace, expected.trace),
    cameBack(answered),
  ]);
}
