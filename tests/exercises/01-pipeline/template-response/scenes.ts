// The responses that the suite makes up.
import fc from 'fast-check';
import { fresh } from '#suite/fresh';
import type { CallbackData, Context, Scene, Step, TemplateData } from './scene.ts';

const word = fc.stringMatching(/^[a-z]{3,8}$/);
/** An empty page is a page. */
const textOfPage = fc.oneof(
  { weight: 5, arbitrary: word.map((text) => `${text} {{ title }}`) },
  { weight: 1, arbitrary: fc.constant('') },
);
const context: fc.Arbitrary<Context> = fc.record({ title: word });
const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];

const templateNamed = (name: string, breaks = 0): fc.Arbitrary<TemplateData> =>
  textOfPage.map((text) => ({ name, text, ...(breaks > 0 && { breaks }) }));

const plain = (...kinds: ('render' | 'read' | 'iterate' | 'ask-rendered' | 'ask-rendered-content')[]) =>
  fc.constantFrom(...kinds).map((kind): Step => ({ do: kind }));

const callback: fc.Arbitrary<CallbackData['does']> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('return-nothing' as const, 'return-null' as const, 'replace' as const),
  },
  { weight: 1, arbitrary: fc.constantFrom('append' as const, 'add' as const, 'throw' as const) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: plain('render', 'read') },
  { weight: 1, arbitrary: plain('iterate', 'ask-rendered', 'ask-rendered-content') },
  {
    weight: 3,
    arbitrary: callback.map((does): Step => ({ do: 'add-callback', callback: { name: '', does } })),
  },
  {
    weight: 1,
    arbitrary: fc.option(word, { nil: '', freq: 4 }).map((content): Step => ({ do: 'write', content })),
  },
  {
    weight: 1,
    arbitrary: fc.option(context, { freq: 4 }).map((value): Step => ({ do: 'set-context', context: value })),
  },
  {
    weight: 1,
    arbitrary: templateNamed('other').map((template): Step => ({ do: 'set-template', template })),
  },
);

/** Each callback has a name of its own, so that no two lines of what happened are confused. */
function named(steps: readonly Step[]): readonly Step[] {
  return steps.map((each, index) =>
    each.do === 'add-callback'
      ? { ...each, callback: { ...each.callback, name: names[index] ?? 'K' } }
      : each,
  );
}

export const scenes: fc.Arbitrary<Scene> = fc.record({
  template: fc.oneof(
    { weight: 4, arbitrary: templateNamed('page') },
    { weight: 1, arbitrary: templateNamed('page', 1) },
  ),
  context: fc.option(context, { freq: 4 }),
  status: fc.constantFrom(200, 201, 402, 404),
  steps: fc.array(step, { maxLength: names.length }).map(named),
});

/** A scene of these steps, the rest of it made up. */
export function sceneOf(...steps: readonly Step[]): Scene {
  return {
    template: { name: 'page', text: `${aWord()} {{ title }}` },
    context: fresh(context),
    status: fresh(fc.constantFrom(201, 402, 404)),
    steps,
  };
}

/** The same, with a template of no text at all. */
export function emptyPage(...steps: readonly Step[]): Scene {
  const scene = sceneOf(...steps);
  return { ...scene, template: { ...scene.template, text: '' } };
}

/** The same, with a template that breaks the first time. */
export function breakingOnce(...steps: readonly Step[]): Scene {
  const scene = sceneOf(...steps);
  return { ...scene, template: { ...scene.template, breaks: 1 } };
}

export const aContext = (): Context => fresh(context);
export const aWord = (): string => fresh(word);
export const anotherTemplate = (): TemplateData => ({ name: 'other', text: `${aWord()} {{ title }}` });

export const adds = (name: string, does: CallbackData['does']): Step => ({
  do: 'add-callback',
  callback: { name, does },
});
