import * as fc from 'fast-check';
import { shippedMiddleware } from '../../../src/replica/shipped.ts';
import type { Action, Layer, OwnLayer } from '../../../src/stack/schema.ts';
import {
  answerOrRaise,
  anyEnd,
  asking,
  endOutsideTheCore,
  setContext,
  setHeader,
  setKwarg,
} from './actions.ts';
import { once, oneOf } from './choose.ts';

/** How often in ten times a list asks for session, user or token. */
const ASKS = 2;

/** In ten times: how often some actions go on, and how often one ends the list. */
interface HowOften {
  readonly goes: number;
  readonly ends: number;
}

/** Some actions that go on, then now and then one that ends the list. */
function actions(
  goOn: fc.Arbitrary<Action>,
  end: fc.Arbitrary<Action>,
  { goes, ends }: HowOften,
): fc.Arbitrary<Action[]> {
  const going = oneOf(
    { weight: 10 - goes, arbitrary: fc.constant<Action[]>([]) },
    { weight: goes, arbitrary: fc.array(goOn, { minLength: 1, maxLength: 2 }) },
  );
  const ending = oneOf(
    { weight: 10 - ends, arbitrary: fc.constant<Action[]>([]) },
    { weight: ends, arbitrary: end.map((action) => [action]) },
  );
  return fc.tuple(going, ending).map(([first, last]) => [...first, ...last]);
}

const places = {
  before: actions(asking, endOutsideTheCore, { goes: ASKS, ends: 1 }),
  after: actions(
    oneOf({ weight: 9, arbitrary: setHeader }, { weight: 1, arbitrary: asking }),
    endOutsideTheCore,
    {
      goes: 4,
      ends: 1,
    },
  ),
};

const hooks = {
  process_view: once(
    2,
    actions(oneOf({ weight: 4, arbitrary: setKwarg }, { weight: 1, arbitrary: asking }), answerOrRaise, {
      goes: 2,
      ends: 2,
    }),
  ),
  process_exception: once(2, actions(asking, answerOrRaise, { goes: ASKS, ends: 5 })),
  process_template_response: once(
    2,
    actions(oneOf({ weight: 3, arbitrary: setContext }, { weight: 1, arbitrary: setHeader }), anyEnd, {
      goes: 5,
      ends: 1,
    }),
  ),
};

const mode = oneOf(
  { weight: 3, arbitrary: fc.constant('sync' as const) },
  { weight: 2, arbitrary: fc.constant('async' as const) },
  { weight: 2, arbitrary: fc.constant('both' as const) },
);
const unused = oneOf(
  { weight: 15, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

type UnnamedLayer = Omit<OwnLayer, 'own'>;
type LooseLayer = { [Key in keyof UnnamedLayer]: UnnamedLayer[Key] | undefined };

const ownLayer: fc.Arbitrary<UnnamedLayer> = oneOf<LooseLayer>(
  {
    weight: 2,
    arbitrary: fc.record({
      style: fc.constantFrom('class' as const, 'mixin' as const),
      mode,
      unused,
      ...places,
      ...hooks,
    }),
  },
  { weight: 1, arbitrary: fc.record({ style: fc.constant('function' as const), mode, unused, ...places }) },
).map(tidyLayer);

/** Without the keys that say nothing, and without what a mixin's process_request would return anyway. */
function tidyLayer(layer: LooseLayer): UnnamedLayer {
  const kept = Object.fromEntries(
    Object.entries(layer).filter(([, value]) => value !== undefined && value !== false),
  );
  const tidy = kept as unknown as UnnamedLayer;
  if (tidy.style !== 'mixin') return tidy;
  return { ...tidy, before: tidy.before.filter((action) => action.do !== 'return-none') };
}

const needsSession = /Authentication|LoginRequired|Message/;
const paths = Object.keys(shippedMiddleware);

/** All that the replica has; those that need a session, which may not be there, less often. */
const shipped = oneOf(
  { weight: 5, arbitrary: fc.constantFrom(...paths.filter((path) => !needsSession.test(path))) },
  { weight: 1, arbitrary: fc.constantFrom(...paths.filter((path) => needsSession.test(path))) },
);

const letters = 'ABCDE';

type Entry = { readonly shipped: string } | { readonly unnamed: UnnamedLayer };

const entry: fc.Arbitrary<Entry> = oneOf<Entry>(
  { weight: 3, arbitrary: ownLayer.map((unnamed) => ({ unnamed })) },
  { weight: 1, arbitrary: shipped.map((path) => ({ shipped: path })) },
);

/** Mostly either no layer asks for sessions and users, or they come first: who asks in vain raises. */
const asked = oneOf(
  { weight: 4, arbitrary: fc.constant('never' as const) },
  { weight: 3, arbitrary: fc.constant('of sessions' as const) },
  { weight: 1, arbitrary: fc.constant('in vain' as const) },
);

const sessions: readonly Layer[] = [
  { shipped: 'django.contrib.sessions.middleware.SessionMiddleware' },
  { shipped: 'django.contrib.auth.middleware.AuthenticationMiddleware' },
];

/** Layers of every kind: none to five, and two more when sessions come first. */
export const middleware: fc.Arbitrary<Layer[]> = fc
  .tuple(fc.array(entry, { maxLength: 5, size: 'large' }), asked)
  .map(([entries, asked]) => {
    const layers = entries.map((entry, index) =>
      'shipped' in entry ? entry : { own: letters[index] ?? '', ...entry.unnamed },
    );
    if (asked === 'of sessions') return [...sessions, ...layers];
    return asked === 'never' ? layers.map(withoutAsking) : layers;
  });

function withoutAsking(layer: Layer): Layer {
  if ('shipped' in layer) return layer;
  const kept = Object.entries(layer).map(([key, value]) => [
    key,
    Array.isArray(value) ? (value as Action[]).filter((action) => !asksForSession(action)) : value,
  ]);
  return Object.fromEntries(kept) as OwnLayer;
}

function asksForSession({ do: kind }: Action): boolean {
  return kind === 'read-session' || kind === 'write-session' || kind === 'read-user';
}
