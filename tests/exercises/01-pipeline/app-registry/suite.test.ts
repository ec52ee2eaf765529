import fc from 'fast-check';
import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { fail, play } from '#suite/rebuild';
import { diagnose } from './diagnose.ts';
import { djangoPlays } from './django.ts';
import { appsOf, firstDifference, sideBySide } from './evidence.ts';
import type { App, Ask, Happened, Line, Phase, Scene } from './scene.ts';
import { quietApps, scenes, someModel } from './scenes.ts';

const start: Ask = { ask: 'populate' };
const phases: readonly Phase[] = ['made', 'models', 'ready'];

describe('the phases', () => {
  test('all apps are made before the first models are imported, and all models before the first ready()', async () => {
    await expectDjango({ apps: fresh(quietApps(2)), asks: [start], second: null });
  });

  test('in ready() the models of every app are there, those of apps further down the list too', async () => {
    const [asking, between, ...rest] = fresh(quietApps(3));
    const model = fresh(someModel);
    const last = rest.at(-1);
    if (asking === undefined || between === undefined || last === undefined)
      throw new Error('Three apps at least.');
    const what: Ask = { ask: 'model', label: last.name, model: model.toLowerCase() };
    const apps = [doing(asking, 'ready', what), between, { ...last, models: [model] }];
    await expectDjango({ apps, asks: [start], second: null });
  });

  test('no apps are a project too', async () => {
    await expectDjango({ apps: [], asks: [start, start, { ask: 'app-configs' }], second: null });
  });
});

describe('whoever asks too early is refused', () => {
  test('before the start', async () => {
    const [app] = fresh(quietApps(1));
    const label = app?.name ?? 'shop';
    const asks: Ask[] = [
      { ask: 'app-config', label },
      { ask: 'app-configs' },
      { ask: 'model', label, model: 'Book' },
      start,
      { ask: 'app-config', label },
    ];
    await expectDjango({ apps: app ? [{ ...app, models: ['Book'] }] : [], asks, second: null });
  });

  test('in the first phase, for an app that is made already too', async () => {
    const [done, asking, ...rest] = fresh(quietApps(2));
    if (done === undefined || asking === undefined) throw new Error('Two apps at least.');
    const what: Ask = fresh(
      fc.constantFrom<Ask>({ ask: 'app-config', label: done.name }, { ask: 'app-configs' }),
    );
    await expectDjango({ apps: [done, doing(asking, 'made', what), ...rest], asks: [start], second: null });
  });

  test('in the second phase, for models that are imported already too; configs are given out', async () => {
    const [done, asking, curious] = fresh(quietApps(3));
    if (done === undefined || asking === undefined || curious === undefined)
      throw new Error('Three apps at least.');
    const apps = [
      { ...done, models: ['Book'] },
      doing(asking, 'models', { ask: 'model', label: done.name, model: 'Book' }),
      doing(curious, 'models', { ask: 'app-config', label: asking.name }),
    ];
    await expectDjango({ apps, asks: [start], second: null });
  });
});

describe('one start', () => {
  test('a second populate() starts nobody again', async () => {
    await expectDjango({
      apps: fresh(quietApps(1)),
      asks: [start, start, { ask: 'app-configs' }],
      second: null,
    });
  });

  test('a populate() from within an app is refused', async () => {
    for (const phase of fresh(fc.shuffledSubarray<Phase>(['made', 'models', 'ready'], { minLength: 2 }))) {
      const [calling, ...rest] = fresh(quietApps(2));
      if (calling === undefined) throw new Error('Two apps at least.');
      await expectDjango({ apps: [doing(calling, phase, start), ...rest], asks: [start], second: null });
    }
  });

  test('an app that breaks stops the start, and another one is refused', async () => {
    const [fine, broken, ...rest] = fresh(quietApps(2));
    if (fine === undefined || broken === undefined) throw new Error('Two apps at least.');
    for (const phase of phases) {
      const apps = [fine, doing(broken, phase, 'breaks'), ...rest];
      await expectDjango({ apps, asks: [start, start], second: null });
    }
  });

  test('two registries know nothing of each other', async () => {
    const apps = fresh(quietApps(2));
    const second = fresh(quietApps(1));
    await expectDjango({ apps, asks: [start], second });
  });
});

describe('labels', () => {
  test('two apps of one label stop the start', async () => {
    const [fine, ...rest] = fresh(quietApps(2));
    if (fine === undefined) throw new Error('Two apps at least.');
    const twin: App = { name: `vendor.${fine.name}`, label: null, models: [], does: null };
    await expectDjango({ apps: [fine, ...rest, twin], asks: [start], second: null });
    await expectDjango({ apps: [fine, twin, ...rest], asks: [start], second: null });
  });

  test('an unknown label is a LookupError', async () => {
    const asks: Ask[] = [start, { ask: 'app-config', label: fresh(fc.stringMatching(/^[a-z]{6,9}$/)) }];
    await expectDjango({ apps: fresh(quietApps(1)), asks, second: null });
  });

  test('who asks by the name of an app is told its label', async () => {
    const word = fresh(fc.stringMatching(/^[a-z]{6,9}$/));
    const apps: App[] = [
      ...fresh(quietApps(1)),
      { name: `vendor.${word}`, label: null, models: [], does: null },
    ];
    const asks: Ask[] = [
      start,
      { ask: 'app-config', label: `vendor.${word}` },
      { ask: 'app-config', label: word },
    ];
    await expectDjango({ apps, asks, second: null });
  });

  test('only the whole name, letter by letter, is answered with the label', async () => {
    const [word, label] = fresh(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{6,9}$/), { minLength: 2, maxLength: 2 }),
    ) as [string, string];
    const asked = [`vendor.${word}`, word, `Vendor.${word}`, label];
    const asks = [start, ...asked.map((asks): Ask => ({ ask: 'app-config', label: asks }))];
    const apps: App[] = [{ name: `vendor.${word}`, label, models: [], does: null }, ...fresh(quietApps(1))];
    await expectDjango({ apps, asks, second: null });
  });
});

test('any project starts as it does in Django', async () => {
  await forEvery(scenes, expectDjango, { runs: 30 });
});

async function expectDjango(scene: Scene): Promise<void> {
  const { lines, second } = await play<Happened>(scene);
  compare(scene.apps, lines, djangoPlays(scene.apps, scene.asks));
  if (scene.second === null || second === null) return;
  const alone = djangoPlays(scene.second, [start, { ask: 'app-configs' }]);
  if (firstDifference(second, alone) < 0) return;
  fail(
    "Two registries were filled, one after the other, and the second one didn't do what it does alone. All that a registry knows " +
      'lies in the object itself: Django makes one of its own for each state of a migration.',
    [appsOf(scene.second), sideBySide(second, alone)],
  );
}

function compare(apps: readonly App[], got: readonly Line[], want: readonly Line[]): void {
  const at = firstDifference(got, want);
  if (at >= 0) fail(diagnose(got, want, at), [appsOf(apps), sideBySide(got, want)]);
}

function doing(app: App, phase: Phase, what: Ask | 'breaks'): App {
  return { ...app, does: { phase, what } };
}
