import { fail, paragraph, play } from '#suite/rebuild';
import { diagnose } from './diagnose.ts';
import { djangoAnswers, type Expected } from './django.ts';
import { cameOut, firstDifference, sceneInWords, sideBySide } from './evidence.ts';
import type { Happened, Scene } from './scene.ts';

/** Plays a scene and compares what happened with what happens in Django. */
export async function expectDjango(scene: Scene): Promise<void> {
  const happened = await play<Happened>(scene);
  const expected = djangoAnswers(scene);
  const sentence = difference(scene, happened, expected);
  if (sentence === null) return;
  fail(sentence, [
    paragraph('Sent', [`GET ${scene.path}`]),
    sceneInWords(scene),
    sideBySide(happened.trace, expected.trace),
    cameOut(happened),
  ]);
}

function difference(scene: Scene, happened: Happened, expected: Expected): string | null {
  const at = firstDifference(happened.trace, expected.trace);
  if (at >= 0) return diagnose(scene, happened, expected.trace, at);
  if (happened.escaped !== expected.escaped) {
    // Nothing more was traced: a SystemExit was swallowed, or something was let through.
    if (happened.escaped === null || happened.escaped.startsWith('SystemExit')) {
      return diagnose(scene, happened, expected.trace, expected.trace.length);
    }
    if (expected.escaped !== null) {
      return `The ${happened.escaped} came out of the chain, and in Django the ${expected.escaped}.`;
    }
    return `The ${happened.escaped} came out of the chain, and in Django it is a response with status ${expected.response?.status}.`;
  }
  const { response } = happened;
  if (response === null && expected.response !== null) {
    return `The chain returned ${happened.returned}, and in Django a response with status ${expected.response.status}.`;
  }
  if (response?.content === expected.response?.content && response?.status === expected.response?.status)
    return null;
  if (response?.content === `${expected.response?.content} about ${told(response?.content)}`) {
    return (
      `The page for 500 was called with the ${told(response?.content)}, and in Django it gets the request alone: it is made when nobody ` +
      'knows what broke, so it is given as little as can be.'
    );
  }
  return (
    `The response says "${response?.content}", and in Django "${expected.response?.content}". A response is passed on as it is, and an ` +
    'error page is told of the exception that it is for.'
  );
}

/** What a page says that it is about: `Error raised by view`. */
function told(content = ''): string {
  return content.split(' about ').at(-1) ?? '';
}
