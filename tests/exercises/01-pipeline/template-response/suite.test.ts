import { describe, test } from 'vitest';
import { forEvery } from '#suite/fresh';
import { expectDjango } from './answers.ts';
import {
  aContext,
  adds,
  anotherTemplate,
  aWord,
  breakingOnce,
  emptyPage,
  sceneOf,
  scenes,
} from './scenes.ts';

const render = { do: 'render' } as const;
const read = { do: 'read' } as const;
const iterate = { do: 'iterate' } as const;
const isRendered = { do: 'ask-rendered' } as const;
const renderedContent = { do: 'ask-rendered-content' } as const;

describe('before it is rendered', () => {
  test('a response has a status and no page, and making it renders nothing', async () => {
    await expectDjango(sceneOf(isRendered, renderedContent));
  });

  test('nobody can read its content, or iterate over it', async () => {
    await expectDjango(sceneOf(read, isRendered, read));
    await expectDjango(sceneOf(iterate, isRendered));
  });

  test('renderedContent shows what would come now, and changes nothing', async () => {
    const later = { do: 'set-context', context: aContext() } as const;
    await expectDjango(sceneOf(renderedContent, isRendered, read, later, renderedContent, render));
  });
});

describe('render()', () => {
  test('makes the page of the template and the context as they are by then', async () => {
    const context = { do: 'set-context', context: aContext() } as const;
    const template = { do: 'set-template', template: anotherTemplate() } as const;
    await expectDjango(sceneOf(context, render, isRendered, read, iterate));
    await expectDjango(sceneOf(template, render, read));
    await expectDjango(sceneOf({ do: 'set-context', context: null }, render));
  });

  test('makes the page once, whoever asks again', async () => {
    await expectDjango(sceneOf(render, render, { do: 'set-context', context: aContext() }, render, read));
  });

  test('lets the exception of a template through, and can be tried again', async () => {
    await expectDjango(breakingOnce(render, isRendered, read, render, read));
    await expectDjango(breakingOnce(adds('A', 'return-nothing'), render, render));
  });
});

describe('the content', () => {
  test('that somebody wrote is the page: nothing is left to render', async () => {
    const write = { do: 'write', content: aWord() } as const;
    await expectDjango(sceneOf(write, isRendered, read, iterate));
    await expectDjango(sceneOf(adds('A', 'return-nothing'), write, render, read));
  });

  test('may be empty: an empty page is a page', async () => {
    await expectDjango(emptyPage(render, isRendered, read, iterate, adds('A', 'return-nothing'), render));
    await expectDjango(sceneOf({ do: 'write', content: '' }, isRendered, read, iterate, render));
  });

  test('can be written over when it is there', async () => {
    await expectDjango(sceneOf(render, { do: 'write', content: aWord() }, read, render, read));
  });
});

describe('the callbacks', () => {
  test('are called in their order, once, when the page is there', async () => {
    await expectDjango(
      sceneOf(
        adds('A', 'return-nothing'),
        adds('B', 'append'),
        adds('C', 'return-null'),
        render,
        render,
        read,
      ),
    );
  });

  test('are called as often as they were added', async () => {
    await expectDjango(sceneOf(adds('A', 'append'), { do: 'add-again', name: 'A' }, render));
  });

  test('may each put another response in the place of the one they got', async () => {
    await expectDjango(sceneOf(adds('A', 'replace'), adds('B', 'return-nothing'), render, read));
    await expectDjango(sceneOf(adds('A', 'replace'), adds('B', 'replace'), adds('C', 'return-null'), render));
    await expectDjango(sceneOf(adds('A', 'replace'), adds('B', 'append'), render, render));
  });

  test('that come too late are called at once', async () => {
    await expectDjango(sceneOf(render, adds('A', 'append'), read));
    await expectDjango(sceneOf(render, adds('A', 'replace'), render, read));
    await expectDjango(sceneOf({ do: 'write', content: aWord() }, adds('A', 'return-nothing'), render));
    await expectDjango(sceneOf(adds('A', 'add'), adds('B', 'return-nothing'), render));
  });

  test('let their exceptions through, and the page is there all the same', async () => {
    await expectDjango(sceneOf(adds('A', 'throw'), adds('B', 'replace'), render, isRendered, render, read));
  });
});

test('whatever happens to a response, it does what Django does', async () => {
  await forEvery(scenes, expectDjango, { runs: 40 });
});
