/**
 * The orderings that Django 5.2's documentation names, and those that Django refuses. Each was tried on Django 5.2: a
 * rule that stands in the documentation and makes no difference any more is a note.
 */
import type { Action, OwnLayer, Stack } from './schema.ts';

/** The names of a list's layers, outermost first; `at` is -1 for one that isn't there. */
export interface Places {
  readonly names: readonly string[];
  at(name: string): number;
}

export interface OrderRule {
  readonly id: string;
  readonly level: 'breaks' | 'order' | 'note';
  readonly url: string;
  /** A system check refuses it, so Django doesn't even start. */
  readonly refused?: true;
  /** The layers that go against the rule: each list is one warning. */
  broken(places: Places, stack: Stack): readonly (readonly string[])[];
  words(layers: readonly string[]): string;
}

const ordering = 'https://docs.djangoproject.com/en/5.2/ref/middleware/#middleware-ordering';
const locale =
  'https://docs.djangoproject.com/en/5.2/topics/i18n/translation/#how-django-discovers-language-preference';
const remoteUser = 'https://docs.djangoproject.com/en/5.2/howto/auth-remote-user/';
const loginChecks = 'https://docs.djangoproject.com/en/5.2/ref/checks/#auth';
const admindocs = 'https://docs.djangoproject.com/en/5.2/ref/contrib/admin/admindocs/';
const brokenLinks = 'https://docs.djangoproject.com/en/5.2/howto/error-reporting/#errors';

interface Pair {
  readonly outer: string;
  readonly inner: string;
  readonly why: string;
  readonly level?: OrderRule['level'];
  readonly url?: string;
  /** Only under these settings. */
  when?(stack: Stack): boolean;
}

/** Both are there, and `outer` stands inside `inner`. */
function pair({ outer, inner, why, level = 'order', url = ordering, when = () => true }: Pair): OrderRule {
  return {
    id: 'pair',
    level,
    url,
    broken: ({ at }, stack) =>
      when(stack) && at(outer) !== -1 && at(inner) !== -1 && at(outer) > at(inner) ? [[outer, inner]] : [],
    words: () => `${outer} belongs outside ${inner}: ${why}`,
  };
}

/** `layer` is there, and `needed` is not outside it: it is inside, or missing. */
function needs(layer: string, needed: string, why: string, when = (_: Stack): boolean => true): OrderRule {
  return {
    id: 'needs',
    level: 'breaks',
    url: ordering,
    broken: ({ at }, stack) =>
      when(stack) && at(layer) !== -1 && (at(needed) === -1 || at(needed) > at(layer))
        ? [[layer, needed]]
        : [],
    words: () => `${layer} needs ${needed} outside it: ${why}`,
  };
}

const usesCsrfSessions = ({ settings }: Stack): boolean => settings?.CSRF_USE_SESSIONS === true;

const cacheRules = [
  pair({
    outer: 'UpdateCacheMiddleware',
    inner: 'SessionMiddleware',
    why: 'it must see Vary: Cookie, or one visitor gets the page that was stored for another.',
  }),
  pair({
    outer: 'UpdateCacheMiddleware',
    inner: 'GZipMiddleware',
    why: 'a page should be stored compressed, or it is compressed anew for every visitor.',
  }),
  pair({
    outer: 'UpdateCacheMiddleware',
    inner: 'LocaleMiddleware',
    level: 'note',
    why: 'the documentation says so. The key of a stored page holds the language anyway, so both orders answer alike.',
  }),
  ...['SessionMiddleware', 'GZipMiddleware'].map((outer) =>
    pair({
      outer,
      inner: 'FetchFromCacheMiddleware',
      level: 'note',
      why: 'the documentation says so of all that adds to Vary. A stored page keeps its Vary, so both orders answer alike.',
    }),
  ),
  pair({
    outer: 'LocaleMiddleware',
    inner: 'FetchFromCacheMiddleware',
    why: 'the cache must know the language of this request, or a visitor gets a page in the language of the one before.',
  }),
];

const fallbacks = ['FlatpageFallbackMiddleware', 'RedirectFallbackMiddleware'] as const;

/** A last resort that has other layers inside it. */
function lastResort(layer: string, allowed: readonly string[]): OrderRule {
  return {
    id: 'last',
    level: 'order',
    url: ordering,
    broken({ names, at }) {
      const inside =
        at(layer) === -1 ? [] : names.slice(at(layer) + 1).filter((name) => !allowed.includes(name));
      return inside.length === 0 ? [] : [[layer, ...inside]];
    },
    words: ([, ...inside]) =>
      `${layer} belongs near the bottom: it is a last resort for a 404, and what it answers never passed ${inside.join(', ')} as a view's answer would.`,
  };
}

export const orderRules: readonly OrderRule[] = [
  needs(
    'AuthenticationMiddleware',
    'SessionMiddleware',
    'it reads the user from the session, and Django raises ImproperlyConfigured.',
  ),
  needs(
    'MessageMiddleware',
    'SessionMiddleware',
    'messages are kept in the session, and Django raises ImproperlyConfigured.',
  ),
  needs(
    'CsrfViewMiddleware',
    'SessionMiddleware',
    'with CSRF_USE_SESSIONS the token is kept in the session, and Django raises ImproperlyConfigured.',
    usesCsrfSessions,
  ),
  ...['RemoteUserMiddleware', 'PersistentRemoteUserMiddleware'].map(
    (layer): OrderRule => ({
      ...needs(
        layer,
        'AuthenticationMiddleware',
        'it asks for request.user, and Django raises ImproperlyConfigured.',
      ),
      url: remoteUser,
    }),
  ),
  {
    ...needs(
      'LoginRequiredMiddleware',
      'AuthenticationMiddleware',
      'otherwise the system check auth.E013 fails, and manage.py check, migrate and runserver refuse. A server that skips the checks serves both orders alike, and raises AttributeError when AuthenticationMiddleware is missing.',
    ),
    url: loginChecks,
    refused: true,
  },
  {
    id: 'view-header-without-authentication',
    level: 'breaks',
    url: admindocs,
    broken: ({ at }) =>
      at('XViewMiddleware') !== -1 && at('AuthenticationMiddleware') === -1
        ? [['XViewMiddleware', 'AuthenticationMiddleware']]
        : [],
    words: () =>
      'XViewMiddleware needs AuthenticationMiddleware in the list, outside it or inside: its process_view asks for request.user, and raises ImproperlyConfigured where there is none.',
  },
  {
    id: 'security-first',
    level: 'order',
    url: ordering,
    broken({ names, at }, { settings }) {
      const place = at('SecurityMiddleware');
      return settings?.SECURE_SSL_REDIRECT === true && place > 0
        ? [['SecurityMiddleware', ...names.slice(0, place)]]
        : [];
    },
    words: ([layer, ...outside]) =>
      `${layer} belongs first when it redirects to HTTPS: ${outside.join(', ')} ${outside.length === 1 ? 'works' : 'work'} for a request that is only sent away.`,
  },
  ...cacheRules,
  pair({
    outer: 'UpdateCacheMiddleware',
    inner: 'FetchFromCacheMiddleware',
    why: 'the wrong way round, a page is stored before the layers between the two have added to its Vary, and one visitor gets the page of another.',
  }),
  pair({
    outer: 'GZipMiddleware',
    inner: 'ConditionalGetMiddleware',
    why: 'a compressed body has random bytes in it. The ETag of a compressed page never comes back, and such a page, of 200 bytes and more, is never answered with a 304.',
  }),
  {
    id: 'changes-outside-etag',
    level: 'order',
    url: ordering,
    broken: ({ names, at }, { middleware }) => {
      const place = at('ConditionalGetMiddleware');
      return middleware
        .slice(0, Math.max(0, place))
        .flatMap((layer, index) =>
          'own' in layer && layer.after.some(replaces)
            ? [['ConditionalGetMiddleware', names[index] ?? '']]
            : [],
        );
    },
    words: ([, own]) =>
      `ConditionalGetMiddleware belongs outside ${own}, which answers anew on the way out: that response has no ETag, so no client ever gets a 304 for it.`,
  },
  pair({
    outer: 'SessionMiddleware',
    inner: 'LocaleMiddleware',
    level: 'note',
    why: 'the documentation says that it reads the session. Since Django 4.0 it reads the cookie alone, so here both orders do the same.',
  }),
  pair({
    outer: 'LocaleMiddleware',
    inner: 'CommonMiddleware',
    url: locale,
    why: 'CommonMiddleware resolves the URL to see whether a slash is missing, and needs the active language for it.',
  }),
  {
    id: 'session-outside-raise',
    level: 'breaks',
    url: ordering,
    broken({ names, at }, stack) {
      const place = at('SessionMiddleware');
      if (!usesCsrfSessions(stack) || place === -1) return [];
      return stack.middleware
        .slice(0, place)
        .flatMap((layer, index) =>
          'own' in layer && raisesOnTheWayIn(layer) ? [['SessionMiddleware', names[index] ?? '']] : [],
        );
    },
    words: ([, own]) =>
      `SessionMiddleware belongs outside ${own}, which raises before get_response: the error page asks for the CSRF token, with CSRF_USE_SESSIONS that is in the session, and there is none yet. ImproperlyConfigured is raised, by the page for a 500 as well, and leaves Django.`,
  },
  {
    id: 'csrf-outside-hooks',
    level: 'order',
    url: ordering,
    broken({ names, at }, { middleware }) {
      const place = at('CsrfViewMiddleware');
      return middleware
        .slice(0, Math.max(0, place))
        .flatMap((layer, index) =>
          'own' in layer && layer.process_view ? [['CsrfViewMiddleware', names[index] ?? '']] : [],
        );
    },
    words: ([, own]) =>
      `CsrfViewMiddleware belongs outside ${own}: the check is made in process_view, and process_view of ${own} runs before it.`,
  },
  ...['RemoteUserMiddleware', 'PersistentRemoteUserMiddleware'].map((inner) =>
    pair({
      outer: 'CsrfViewMiddleware',
      inner,
      why: 'a login rotates the CSRF token, and on its way in CsrfViewMiddleware would put the old one back.',
    }),
  ),
  ...['LocaleMiddleware', ...fallbacks].map((inner) =>
    pair({
      outer: 'BrokenLinkEmailsMiddleware',
      inner,
      url: brokenLinks,
      why: 'on its way out it would see a 404 that the other one turns into another response, and mail a link that works.',
    }),
  ),
  ...fallbacks.map((layer) =>
    lastResort(layer, [...fallbacks, 'FetchFromCacheMiddleware', 'BrokenLinkEmailsMiddleware']),
  ),
];

/** Only these get an ETag in one order and none in the other: a stream and an error page never have one that counts. */
function replaces(action: Action): boolean {
  return (action.do === 'answer' || action.do === 'render') && action.status < 300;
}

/** After get_response there is a session, which SessionMiddleware has put on the request on its way in. */
function raisesOnTheWayIn({ before }: OwnLayer): boolean {
  return before.some(({ do: kind }) => kind === 'raise');
}
