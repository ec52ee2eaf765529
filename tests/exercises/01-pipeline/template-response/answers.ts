import { fail, paragraph, play } from '#suite/rebuild';
import { diagnose } from './diagnose.ts';
import { djangoAnswers } from './django.ts';
import { stepInWords, templateInWords } from './evidence.ts';
import type { Happened, Scene } from './scene.ts';

/** Plays a scene and compares what happened, line by line, with what happens in Django. */
export async function expectDjango(scene: Scene): Promise<void> {
  const happened = await play<Happened>(scene);
  const expected = djangoAnswers(scene);
  for (const [index, want] of expected.entries()) {
    const got = happened[index] ?? [];
    const at = want.findIndex((line, place) => line !== got[place]);
    if (at === -1 && got.length === want.length) continue;
    const place = at === -1 ? want.length : at;
    fail(diagnose({ scene, index, got, want, at: place }), [
      paragraph('The response', [templateInWords(scene)]),
      story('Taken so far', scene, happened, index),
      story('In Django', scene, expected, index),
    ]);
  }
}

/** The steps up to the one that went wrong; what happened stands under each. */
function story(heading: string, scene: Scene, happened: Happened, last: number): string {
  const lines = happened.slice(0, last + 1).flatMap((each, index) => {
    const step = scene.steps[index - 1];
    const asked = step === undefined ? 'new SimpleTemplateResponse(…)' : stepInWords(step);
    const shown = each.slice(0, 12).map((line) => `    ${line}`);
    return [`${index === last ? '→ ' : '  '}${asked}`, ...shown];
  });
  return paragraph(heading, lines);
}
