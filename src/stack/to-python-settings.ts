import type { Layer, Stack } from './schema.ts';
import { pythonString } from './to-python-code.ts';

/** The dotted path of a layer, as in MIDDLEWARE. */
export function layerPath(layer: Layer): string {
  return 'own' in layer ? `stack.layers.${layer.own}` : layer.shipped;
}

/**
 * `bookshop/settings.py`: the bookshop's settings, with the stack's MIDDLEWARE, its app before the shop's, so that its
 * templates come first, and the settings that it changes. Without the admin, whose checks refuse a MIDDLEWARE that lacks
 * sessions, users or messages (`django/contrib/admin/checks.py`), and which no route of a stack leads to.
 */
export function settingsModule({ middleware, settings = {} }: Stack): string {
  const entries = middleware.map((layer) => `    ${pythonString(layerPath(layer))},\n`).join('');
  const changed = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`${name} = ${typeof value === 'boolean' ? (value ? 'True' : 'False') : value}\n`],
  );
  return `SECRET_KEY = "a-bookshop-that-lives-in-one-process-has-no-secrets"

DEBUG = False

ALLOWED_HOSTS = ["bookshop.example", "testserver", "localhost"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "stack",
    "shop",
]

MIDDLEWARE = [${entries === '' ? '' : `\n${entries}`}]
${changed.length === 0 ? '' : `\n${changed.join('')}`}
ROOT_URLCONF = "bookshop.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

WSGI_APPLICATION = "bookshop.wsgi.application"

# Lives and dies with the process, so a start is always migrate, then shop.seed.run().
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Python in WebAssembly has no hashlib.pbkdf2_hmac, which Django's default hasher needs.
# Never do this where passwords matter.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "/login/"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
`;
}
