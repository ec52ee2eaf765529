import { describe, expect, it } from 'vitest';
import { shortName } from '../trace/phrases.ts';
import type { Layer, OwnLayer, Stack, StackSettings } from './schema.ts';
import { stackSchema } from './schema.ts';
import { shippedByDjango } from './shipped.ts';
import { orderWarnings } from './warnings.ts';

const own = (name: string, parts: Partial<OwnLayer> = {}): OwnLayer => ({
  own: name,
  style: 'class',
  mode: 'sync',
  before: [],
  after: [],
  ...parts,
});

/** Django's by their short names, own ones as they are. */
function stack(layers: readonly (string | OwnLayer)[], settings?: StackSettings): Stack {
  const middleware = layers.map((layer): Layer => {
    if (typeof layer !== 'string') return layer;
    const found = shippedByDjango.find(({ path }) => shortName(path) === `${layer}Middleware`);
    if (!found) throw new Error(`Django ships no ${layer}Middleware.`);
    return { shipped: found.path };
  });
  return {
    server: 'wsgi',
    middleware,
    views: [{ name: 'book', mode: 'sync', does: [{ do: 'answer', status: 200, body: '' }] }],
    routes: [{ route: '', view: 'book' }],
    request: { method: 'GET', path: '/' },
    ...(settings && { settings }),
  };
}

const short = (name: string) => name.replace('Middleware', '');
/** `order Session Locale`: level and layers. */
const warned = (...args: Parameters<typeof stack>) =>
  orderWarnings(stack(...args)).map(({ level, layers }) => [level, ...layers.map(short)].join(' '));

describe('the list of what Django ships', () => {
  it('holds paths that a stack may name', () => {
    const paths = shippedByDjango.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) {
      expect(() => stackSchema.parse({ ...stack([]), middleware: [{ shipped: path }] })).not.toThrow();
    }
  });

  it('is itself in an order that nothing is to be said about', () => {
    const all = shippedByDjango.filter(({ path }) => !path.includes('PersistentRemote'));
    expect(
      warned(
        all.map(({ path }) => short(shortName(path))),
        { SECURE_SSL_REDIRECT: true, CSRF_USE_SESSIONS: true },
      ),
    ).toEqual([]);
  });
});

describe('an order that Django refuses', () => {
  it('is anything that needs the session outside SessionMiddleware, or without it', () => {
    expect(warned(['Authentication', 'Session'])).toEqual(['breaks Authentication Session']);
    expect(warned(['Message'])).toEqual(['breaks Message Session']);
  });

  it('is a CSRF token in the session before there is a session', () => {
    expect(
      warned(
        ['Csrf', 'Session'].map((name) => (name === 'Csrf' ? 'CsrfView' : name)),
        { CSRF_USE_SESSIONS: true },
      ),
    ).toEqual(['breaks CsrfView Session']);
    expect(warned(['CsrfView', 'Session'])).toEqual([]);
  });

  it('is a required login without a user', () => {
    expect(warned(['Session', 'LoginRequired'])).toEqual(['breaks LoginRequired Authentication']);
    expect(warned(['Session', 'LoginRequired', 'Authentication'])).toEqual([
      'breaks LoginRequired Authentication',
    ]);
    expect(warned(['Session', 'RemoteUser', 'Authentication'])).toEqual(['breaks RemoteUser Authentication']);
  });

  it('is a view header without a user, wherever the user comes from', () => {
    expect(warned(['XView'])).toEqual(['breaks XView Authentication']);
    expect(warned(['XView', 'Session', 'Authentication'])).toEqual([]);
  });

  it('is refused before any request only by a system check', () => {
    const refused = (layers: readonly string[]) => orderWarnings(stack(layers)).map(({ refused }) => refused);
    expect(refused(['LoginRequired'])).toEqual([true]);
    expect(refused(['XView', 'Message'])).toEqual([false, false]);
  });
});

describe('an order that the documentation names', () => {
  it.each([
    [['Session', 'UpdateCache'], 'order UpdateCache Session'],
    [['GZip', 'UpdateCache'], 'order UpdateCache GZip'],
    [['Locale', 'UpdateCache'], 'note UpdateCache Locale'],
    [['FetchFromCache', 'GZip'], 'note GZip FetchFromCache'],
    [['FetchFromCache', 'UpdateCache'], 'order UpdateCache FetchFromCache'],
    [['ConditionalGet', 'GZip'], 'order GZip ConditionalGet'],
    [['Common', 'Locale'], 'order Locale Common'],
    [['FlatpageFallback', 'Common'], 'order FlatpageFallback Common'],
    [['Locale', 'BrokenLinkEmails'], 'order BrokenLinkEmails Locale'],
    [['FlatpageFallback', 'BrokenLinkEmails'], 'order BrokenLinkEmails FlatpageFallback'],
    [['RedirectFallback', 'Common', 'XFrameOptions'], 'order RedirectFallback Common XFrameOptions'],
  ] as const)('is not %j', (layers, warning) => {
    expect(warned(layers)).toEqual([warning]);
    expect(warned(layers.toReversed())).not.toContain(warning);
  });

  it('has SecurityMiddleware first only when it redirects', () => {
    expect(warned(['Common', 'Security'], { SECURE_SSL_REDIRECT: true })).toEqual(['order Security Common']);
    expect(warned(['Common', 'Security'])).toEqual([]);
  });

  it('that makes no difference any more is a note', () => {
    expect(warned(['Locale', 'Session'])).toEqual(['note Session Locale']);
  });

  it('holds for own layers that do what it is about', () => {
    const page = [{ do: 'answer', status: 200, body: 'new' }] as const;
    expect(warned([own('Banner', { after: page }), 'ConditionalGet'])).toEqual([
      'order ConditionalGet Banner',
    ]);
    expect(warned([own('Stamp'), 'ConditionalGet'])).toEqual([]);
    const stream = [{ do: 'stream', chunks: ['new'] }] as const;
    expect(warned([own('Live', { after: stream }), 'ConditionalGet'])).toEqual([]);
    expect(warned([own('Check', { process_view: [] }), 'CsrfView'])).toEqual(['order CsrfView Check']);
    const raise = [{ do: 'raise', exception: 'PermissionDenied' }] as const;
    expect(warned([own('Gate', { before: raise }), 'Session'], { CSRF_USE_SESSIONS: true })).toEqual([
      'breaks Session Gate',
    ]);
    expect(warned([own('Gate', { after: raise }), 'Session'], { CSRF_USE_SESSIONS: true })).toEqual([]);
  });
});

it('what breaks stands first, and every warning says why and where it is written', () => {
  const warnings = orderWarnings(stack(['Locale', 'Authentication', 'Session', 'UpdateCache']));
  expect(warnings.map(({ level }) => level)).toEqual(['breaks', 'order', 'note', 'note']);
  for (const { words, url } of warnings) {
    expect(words).toMatch(/: .{20,}\.$/);
    expect(url).toMatch(/^https:\/\/docs\.djangoproject\.com\/en\/5\.2\//);
  }
});
