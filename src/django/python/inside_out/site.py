"""Starts the learner's project as a server process would, and keeps its handler."""

from __future__ import annotations

import copy
import importlib
import os
import sys
from importlib.machinery import FileFinder
from pathlib import Path
from typing import Any, Literal

from inside_out.faults import PROJECT_ROOT
from inside_out.reads import Reads, watched_reads

Server = Literal["wsgi", "asgi"]

SETTINGS_MODULE = "bookshop.settings"

# All settings as the prepared project's module and Django's defaults gave them; empty when they can't be copied.
_given: dict[str, Any] = {}

# For each protocol the handler, and what happened while it was built.
_handlers: dict[Server, tuple[Any, list[dict[str, Any]]]] = {}


# Modules of Django's own that a request would import first, by what they need. Importing them early changes nothing
# that a project can see; it is done once for the image that every start begins from.
_NEED_NO_SETTINGS = (
    "django.conf.locale.en.formats",
    "django.contrib.messages.context_processors",
    "django.contrib.messages.middleware",
    "django.contrib.messages.storage.fallback",
    "django.contrib.sessions.serializers",
    "django.core.cache.utils",
    "django.core.handlers.asgi",
    "django.core.handlers.wsgi",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.forms",
    "django.middleware.common",
    "django.middleware.csrf",
    "django.shortcuts",
    "django.template.backends.django",
    "django.template.context_processors",
    "django.template.loader",
    "django.template.loaders.app_directories",
    "django.template.loaders.cached",
    "django.templatetags.cache",
    "django.templatetags.i18n",
    "django.templatetags.l10n",
    "django.templatetags.static",
    "django.templatetags.tz",
    "django.urls",
    "django.views.debug",
    "django.views.generic",
    "inside_out.server",
)
_NEED_APP = {
    "django.contrib.admin": (
        "templatetags.admin_list",
        "templatetags.admin_modify",
        "templatetags.admin_urls",
        "templatetags.log",
        "views.main",
    ),
    "django.contrib.auth": ("context_processors", "views"),
    "django.contrib.contenttypes": ("views",),
}


def preload() -> None:
    """Imports what every site needs and no settings decide."""
    for name in _NEED_NO_SETTINGS:
        importlib.import_module(name)


def _preload_apps() -> None:
    from django.apps import apps

    for app, modules in _NEED_APP.items():
        if apps.is_installed(app):
            for module in modules:
                importlib.import_module(f"{app}.{module}")


def parse(paths: list[str]) -> None:
    """Parses modules, so that one which can't be parsed is found before a request happens to import it."""
    for path in paths:
        absolute = f"{PROJECT_ROOT}/{path}"
        compile(Path(absolute).read_bytes(), absolute, "exec", dont_inherit=True)


def prepare(traced: bool = True) -> Reads:
    """Everything up to the handler: sets Django up, migrates, seeds.

    Without `traced` nothing watches Django: for the proof that watching changes nothing.
    Raises whatever the project raises: a server process would die of it too.
    Returns what it read of the project: the same content there gives the same state.
    """
    sys.path.insert(0, PROJECT_ROOT)
    os.chdir(PROJECT_ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_MODULE

    import django
    from django.core.management import call_command

    from inside_out import threadless, tracer

    if not threadless.can_start_threads():
        threadless.install()
    with watched_reads() as reads:
        if traced:
            tracer.install()
        _keep_given()
        django.setup()
        _preload_apps()
        call_command("migrate", verbosity=0, interactive=False)
        importlib.import_module("shop.seed").run()
    return reads


def _keep_given() -> None:
    from django.conf import settings

    # The first that django.setup() asks for: it loads them all.
    _ = settings.LOGGING_CONFIG
    try:
        _given.update(copy.deepcopy(vars(settings._wrapped)))
    except Exception:
        _given.clear()


def adopt() -> bool:
    """Runs a changed settings module in a prepared site. Says whether the site can go on with it.

    It can when every setting that was read so far is given the value that it was given before. LazySettings keeps what
    it was asked for in its own `__dict__` (`LazySettings.__getattr__`, django/conf/__init__.py), so those are known.
    The settings that the site was prepared with must have had no effect beside their values.
    """
    from django.conf import Settings, settings

    read = [name for name in vars(settings) if name != "_wrapped"]
    _look_anew()
    del sys.modules[SETTINGS_MODULE]
    after = Settings(SETTINGS_MODULE)
    if any(_given.get(name) != getattr(after, name, None) for name in read):
        return False
    for name in read:
        # Django completes some in place (`ConnectionHandler.configure_settings`, django/db/utils.py).
        value = getattr(settings, name)
        setattr(after, name, value)
        if hasattr(sys.modules[SETTINGS_MODULE], name):
            setattr(sys.modules[SETTINGS_MODULE], name, value)
    settings._wrapped = after
    return True


def serve() -> None:
    """Builds the WSGI handler, which loads the middleware, as `get_wsgi_application` does after setup."""
    _look_anew()
    handler()


def _look_anew() -> None:
    """`importlib.invalidate_caches` for the project alone: nothing else changes, and some of it isn't there yet."""
    for path, finder in sys.path_importer_cache.items():
        if path.startswith(PROJECT_ROOT) and isinstance(finder, FileFinder):
            finder.invalidate_caches()


def handler(server: Server = "wsgi") -> Any:
    """The running site's handler of that protocol; the ASGI one is built when it is first asked for."""
    return _built(server)[0]


def start_up(server: Server) -> list[dict[str, Any]]:
    """The events of building that handler."""
    return _built(server)[1]


def _built(server: Server) -> tuple[Any, list[dict[str, Any]]]:
    from django.core.handlers.asgi import ASGIHandler
    from django.core.handlers.wsgi import WSGIHandler

    from inside_out.tracer.recorder import recording

    if server not in _handlers:
        with recording() as recorder:
            built = ASGIHandler() if server == "asgi" else WSGIHandler()
        _handlers[server] = (built, recorder.events)
    return _handlers[server]
