import { fail, paragraph, play } from '#suite/rebuild';
import { diagnose } from './diagnose.ts';
import { djangoResolves } from './django.ts';
import { cameBack, inDjango, stepsOf, urlconfOf } from './evidence.ts';
import type { Line, Resolved, Scene } from './scene.ts';
import { converters } from './scenes.ts';

/** Has the learner's `resolve` find each path of a scene, and compares what it finds with what Django finds. */
export async function expectDjango(scene: Scene): Promise<void> {
  const happened = await play<readonly Resolved[]>(scene);
  for (const [index, resolved] of happened.entries()) {
    const expected = djangoResolves(scene, resolved.path);
    const sentence = diagnose(resolved, expected);
    if (sentence === null) continue;
    const earlier = index > 0 && happened.slice(0, index).some(({ path }) => path === resolved.path);
    const again = earlier ? ' The same path was resolved before, by the same URLconf, and all was well.' : '';
    fail(sentence + again, [
      paragraph('Resolved', [resolved.path]),
      urlconfOf(scene),
      stepsOf(expected),
      cameBack(resolved),
      inDjango(expected),
    ]);
  }
}

/** The same, of one URLconf with the converters that all scenes share. */
export function expectOf(urlpatterns: readonly Line[], ...paths: readonly string[]): Promise<void> {
  return expectDjango({ converters, urlpatterns, paths });
}
