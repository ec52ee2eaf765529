// The projects that the suite makes up.
import fc from 'fast-check';
import type { App, Ask, Phase, Scene } from './scene.ts';

const NAMES = ['shop', 'reports', 'stock', 'mail', 'vendor.stock', 'vendor.search', 'django.contrib.auth'];
const MODELS = ['Book', 'Order', 'OrderLine', 'User'];
const LABELS = [...NAMES, 'auth', 'search', 'market'];

const modelName = fc
  .tuple(fc.constantFrom(...MODELS), fc.boolean())
  .map(([name, lower]) => (lower ? name.toLowerCase() : name));

export const question: fc.Arbitrary<Ask> = fc.oneof(
  fc.constant<Ask>({ ask: 'app-configs' }),
  fc.constantFrom(...LABELS).map((label): Ask => ({ ask: 'app-config', label })),
  fc
    .tuple(fc.constantFrom(...LABELS), modelName)
    .map(([label, model]): Ask => ({ ask: 'model', label, model })),
);

const doing = fc.record({
  phase: fc.constantFrom<Phase>('made', 'models', 'ready'),
  what: fc.oneof(
    { weight: 6, arbitrary: question },
    { weight: 1, arbitrary: fc.constant<Ask>({ ask: 'populate' }) },
    { weight: 1, arbitrary: fc.constant<'breaks'>('breaks') },
  ),
});

const appNamed = (name: string): fc.Arbitrary<App> =>
  fc.record({
    name: fc.constant(name),
    // Another label at times, so that two apps get the same one, or none the last part of its name.
    label: fc.oneof(
      { weight: 6, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('market', 'auth') },
    ),
    models: fc.subarray(MODELS, { maxLength: 2 }),
    does: fc.option(doing),
  });

const apps = fc
  .shuffledSubarray(NAMES, { maxLength: 5 })
  .chain((names) => fc.tuple(...names.map(appNamed)) as fc.Arbitrary<App[]>);

/** Any project, asked before and after its start, which is tried once or twice. */
export const scenes: fc.Arbitrary<Scene> = fc.record({
  apps,
  asks: fc
    .tuple(fc.array(question, { maxLength: 1 }), fc.boolean(), fc.array(question, { maxLength: 3 }))
    .map(([before, twice, after]): Ask[] => [
      ...before,
      { ask: 'populate' },
      ...(twice ? ([{ ask: 'populate' }] as const) : []),
      ...after,
    ]),
  second: fc.constant(null),
});

/** Some apps of plain names that do nothing of their own, in an order of their own. */
export const quietApps = (least: number): fc.Arbitrary<App[]> =>
  fc
    .shuffledSubarray(['shop', 'reports', 'stock', 'mail', 'search'], { minLength: least, maxLength: 5 })
    .map((names) => names.map((name) => ({ name, label: null, models: [], does: null })));

export const someModel = fc.constantFrom(...MODELS);
