"""Everything that a program can change and the next one could notice."""

import atexit
import builtins
import contextvars
import decimal
import gc
import hashlib
import importlib
import json
import locale
import logging
import os
import re
import signal
import sqlite3.dump as sqlite3_dump  # noqa: F401
import sys
import threading
import time
import types
import warnings
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models import signals
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import get_urlconf
from django.utils import timezone, translation

WATCHED = [
    "builtins",
    "datetime",
    "django.core.handlers.base",
    "django.core.handlers.wsgi",
    "django.db.models.base",
    "django.db.models.query",
    "django.http.request",
    "django.http.response",
    "django.shortcuts",
    "django.template.base",
    "django.urls.resolvers",
    "django.utils.timezone",
    "json",
    "os",
    "random",
    "shop.models",
    "shop.views",
    "time",
]
# Nothing below it changes, and to read it all would take a second.
LIBRARY = ["/lib", "/lib/python3.14", os.path.dirname(django.__file__)]
PRAGMAS = [
    "cache_size",
    "case_sensitive_like",
    "foreign_keys",
    "journal_mode",
    "recursive_triggers",
    "synchronous",
    "temp_store",
    "user_version",
]
SIGNALS = {
    "connection_created": connection_created,
    "got_request_exception": got_request_exception,
    "m2m_changed": signals.m2m_changed,
    "post_delete": signals.post_delete,
    "post_save": signals.post_save,
    "pre_save": signals.pre_save,
    "request_finished": request_finished,
    "request_started": request_started,
}


# Loads the zone's file, once for the image of the started site instead of in every report; so does sqlite3.dump.
timezone.get_default_timezone()


def report(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(state()), content_type="application/json")


def state() -> dict[str, Any]:
    # First, for the rest of this may open and import.
    descriptors = list(open_descriptors())
    modules = sorted(sys.modules)
    return {
        "modules": modules,
        "descriptors": descriptors,
        "files": dict(files("/")),
        "library": [os.listdir(folder) for folder in LIBRARY],
        "cwd": os.getcwd(),
        "umask": umask(),
        "environ": dict(os.environ),
        "sys": interpreter(),
        "gc": [gc.isenabled(), gc.get_threshold(), gc.get_debug(), len(gc.garbage)],
        "decimal": repr(decimal.getcontext()),
        "context": sorted(variable.name for variable in contextvars.copy_context()),
        "locale": [locale.setlocale(locale.LC_ALL), time.tzname],
        "logging": {
            "root": loggers_of(logging.root),
            **{
                name: loggers_of(logger)
                for name, logger in sorted(logging.root.manager.loggerDict.items())
            },
            "disabled": logging.root.manager.disable,
        },
        "warnings": [repr(each[:2] + each[3:]) for each in warnings.filters],
        "showwarning": warnings.showwarning.__module__,
        "signal handlers": {
            number.name: naming(signal.getsignal(number))
            for number in sorted(signal.valid_signals())
            if isinstance(number, signal.Signals)
        },
        "timers": [signal.getitimer(kind) for kind in range(3)],
        "threads": [thread.name for thread in threading.enumerate()],
        "exit": vars(atexit)["_ncallbacks"](),
        "receivers": {name: len(each.receivers) for name, each in SIGNALS.items()},
        "settings": {
            name: repr(getattr(settings, name))
            for name in sorted(dir(settings))
            if name.isupper()
        },
        "cache": sorted(vars(cache._connections[cache._alias])["_cache"]),  # type: ignore
        "mail": len(getattr(mail, "outbox", [])),
        "language": [translation.get_language(), str(timezone.get_current_timezone())],
        "urlconf": get_urlconf(),
        "templates": sorted(engines.all()[0].engine.template_builtins, key=repr).__len__(),  # type: ignore
        "shapes": {name: shape(name) for name in WATCHED},
        "database": database(),
    }


def open_descriptors() -> Iterator[list[Any]]:
    for number in range(64):
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            continue
        try:
            position = os.lseek(number, 0, os.SEEK_CUR)
        except OSError:
            position = None
        yield [number, target, position]


def files(folder: str) -> Iterator[tuple[str, Any]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.path in ("/lib", "/proc"):
            continue
        stat = entry.stat(follow_symlinks=False)
        if entry.is_symlink():
            yield entry.path, [oct(stat.st_mode), os.readlink(entry.path)]
        elif entry.is_dir():
            yield entry.path, oct(stat.st_mode)
            yield from files(entry.path)
        elif entry.is_file():
            with open(entry.path, "rb") as file:
                content = file.read()
            # Its dump is compared: where SQLite puts what, and the salt of a password, is chance.
            is_database = content.startswith(b"SQLite format 3")
            digest = None if is_database else hashlib.md5(content).hexdigest()
            yield entry.path, [oct(stat.st_mode), stat.st_size, digest]
        else:
            yield entry.path, [oct(stat.st_mode), stat.st_rdev]


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def interpreter() -> dict[str, Any]:
    return {
        "argv": sys.argv,
        "path": sys.path,
        "hooks": [len(sys.path_hooks), [naming(each) for each in sys.meta_path]],
        "importers": sorted(sys.path_importer_cache),
        "streams": [
            [type(stream).__name__, getattr(stream, "name", None), stream is original]
            for stream, original in (
                (sys.stdin, sys.__stdin__),
                (sys.stdout, sys.__stdout__),
                (sys.stderr, sys.__stderr__),
            )
        ],
        "limits": [
            sys.getrecursionlimit(),
            sys.getswitchinterval(),
            sys.get_int_max_str_digits(),
        ],
        "hooked": [
            naming(sys.excepthook),
            naming(sys.displayhook),
            naming(sys.unraisablehook),
            naming(sys.gettrace()),
            naming(sys.getprofile()),
        ],
        "import": naming(builtins.__import__),
    }


def loggers_of(logger: Any) -> list[Any]:
    return [
        getattr(logger, "level", None),
        getattr(logger, "disabled", None),
        getattr(logger, "propagate", None),
        [type(handler).__name__ for handler in getattr(logger, "handlers", [])],
        len(getattr(logger, "filters", [])),
    ]


def shape(name: str) -> str:
    """A digest of what the module and its classes hold, by name and kind."""
    module = importlib.import_module(name)
    seen = [
        [key, naming(value), sorted((k, naming(v)) for k, v in vars(value).items())]
        if isinstance(value, type)
        else [key, naming(value)]
        for key, value in sorted(vars(module).items())
    ]
    return hashlib.md5(repr(seen).encode()).hexdigest()


def naming(value: Any) -> str:
    if value is None or isinstance(value, (bool, int, str, float)):
        return repr(value) if not isinstance(value, float) else "float"
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        return f"{value.__module__}.{value.__qualname__}"
    return type(value).__qualname__


def database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchall() for name in PRAGMAS
        }
        temporary = cursor.execute("SELECT name FROM sqlite_temp_master").fetchall()
        attached = [
            row[1] for row in cursor.execute("PRAGMA database_list").fetchall()
        ]
        functions = cursor.execute(
            "SELECT count(*) FROM pragma_function_list"
        ).fetchone()
    raw: Any = connection.connection
    dump = "\n".join(raw.iterdump())
    return {
        # Seeding hashes passwords with random salt, and says when.
        "dump": hashlib.md5(mask_chance(dump).encode()).hexdigest(),
        "rows": dump.count("INSERT INTO"),
        "pragmas": pragmas,
        "temporary": temporary,
        "attached": attached,
        "functions": functions,
        "changes": raw.total_changes,
        "atomic": [connection.in_atomic_block, len(connection.savepoint_ids)],
        "autocommit": connection.get_autocommit(),
        "hooks": [len(connection.execute_wrappers), len(connection.run_on_commit)],
        "queries": len(connection.queries_log),
        "isolation": [raw.isolation_level, naming(raw.row_factory)],
    }


def mask_chance(dump: str) -> str:
    dump = re.sub(r"md5\$\w+\$\w+", "hash", dump)
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?", "time", dump)
