/** What Django 5.2 ships: every middleware of `django/middleware/` and `django/contrib/`, in a documented order. */
export interface ShippedMiddleware {
  /** As in MIDDLEWARE. */
  readonly path: string;
  /** What it does, in a line. */
  readonly purpose: string;
  /** Where it belongs; null where the documentation names no place. */
  readonly place: string | null;
  /** What it needs and the bookshop has not: Django refuses to start with it. */
  readonly needs?: string;
}

/** In the order in which a list that has all of them should hold them (docs/ref/middleware, "Middleware ordering"). */
export const shippedByDjango: readonly ShippedMiddleware[] = [
  {
    path: 'django.middleware.security.SecurityMiddleware',
    purpose: 'Redirects to HTTPS and sets headers such as nosniff and HSTS.',
    place: 'first, so that a redirect spares all other work',
  },
  {
    path: 'django.middleware.common.BrokenLinkEmailsMiddleware',
    purpose: 'Mails the managers when a request with a Referer ends in a 404.',
    place: 'near the top, outside LocaleMiddleware and FlatpageFallbackMiddleware',
  },
  {
    path: 'django.middleware.cache.UpdateCacheMiddleware',
    purpose: 'Puts responses into the site-wide cache on their way out.',
    place: 'outside everything that adds to Vary',
  },
  {
    path: 'django.middleware.gzip.GZipMiddleware',
    purpose: 'Compresses bodies of 200 bytes and more.',
    place: 'inside UpdateCacheMiddleware, outside everything that touches the body',
  },
  {
    path: 'django.contrib.sessions.middleware.SessionMiddleware',
    purpose: 'Gives requests a session and saves it on the way out.',
    place: 'inside UpdateCacheMiddleware, outside all that needs a session',
  },
  {
    path: 'django.middleware.http.ConditionalGetMiddleware',
    purpose: 'Adds an ETag and answers 304 when the client has the page already.',
    place: 'inside GZipMiddleware, outside everything that changes the body',
  },
  {
    path: 'django.middleware.locale.LocaleMiddleware',
    purpose: 'Chooses the language of the request.',
    place: 'inside SessionMiddleware, outside CommonMiddleware',
  },
  {
    path: 'django.middleware.common.CommonMiddleware',
    purpose: 'Adds a missing slash or www by a redirect, and sets Content-Length.',
    place: 'near the top, outside everything that changes the body',
  },
  {
    path: 'django.middleware.csrf.CsrfViewMiddleware',
    purpose: 'Refuses unsafe requests that carry no CSRF token; checks in process_view.',
    place: 'outside every view hook that counts on the check, and outside what logs users in',
  },
  {
    path: 'django.contrib.auth.middleware.AuthenticationMiddleware',
    purpose: 'Gives requests a lazy user.',
    place: 'inside SessionMiddleware',
  },
  {
    path: 'django.contrib.auth.middleware.LoginRequiredMiddleware',
    purpose: 'Sends anonymous users to the login page, in process_view.',
    place: 'inside AuthenticationMiddleware',
  },
  {
    path: 'django.contrib.auth.middleware.RemoteUserMiddleware',
    purpose: 'Logs in the user whom the web server names in REMOTE_USER.',
    place: 'inside AuthenticationMiddleware and CsrfViewMiddleware',
  },
  {
    path: 'django.contrib.auth.middleware.PersistentRemoteUserMiddleware',
    purpose: 'The same, and the user stays logged in when the name is missing.',
    place: 'inside AuthenticationMiddleware and CsrfViewMiddleware',
  },
  {
    path: 'django.contrib.messages.middleware.MessageMiddleware',
    purpose: 'Keeps one-time messages for the next page.',
    place: 'inside SessionMiddleware',
  },
  {
    path: 'django.middleware.clickjacking.XFrameOptionsMiddleware',
    purpose: 'Sets X-Frame-Options, so that no other site frames the page.',
    place: null,
  },
  {
    path: 'django.contrib.sites.middleware.CurrentSiteMiddleware',
    purpose: 'Gives requests the current site.',
    place: null,
  },
  {
    path: 'django.contrib.admindocs.middleware.XViewMiddleware',
    purpose: 'Answers HEAD requests of staff and of INTERNAL_IPS with the name of the view, in X-View.',
    place: 'anywhere, as long as AuthenticationMiddleware is in the list',
  },
  {
    path: 'django.middleware.cache.FetchFromCacheMiddleware',
    purpose: 'Answers from the site-wide cache where it can.',
    place: 'inside everything that adds to Vary',
  },
  {
    path: 'django.contrib.flatpages.middleware.FlatpageFallbackMiddleware',
    purpose: 'Looks for a flat page when the answer is a 404.',
    place: 'near the bottom: it is a last resort',
    needs: 'django.contrib.sites and django.contrib.flatpages in INSTALLED_APPS',
  },
  {
    path: 'django.contrib.redirects.middleware.RedirectFallbackMiddleware',
    purpose: 'Looks for a stored redirect when the answer is a 404.',
    place: 'near the bottom: it is a last resort',
    needs: 'django.contrib.sites and django.contrib.redirects in INSTALLED_APPS',
  },
];
