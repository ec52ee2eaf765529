"""`manage.py play <stacks.json> <runs.json>`: plays stacks one after the other on one process of Django."""

import importlib
import json
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand
from django.template import engines
from django.urls import clear_url_caches, set_urlconf

from inside_out import faults
from inside_out.server import serve
from inside_out.tracer.recorder import recording
from stack.apps import SESSION_KEY

PROJECT = Path(faults.PROJECT_ROOT)
HANDLERS = {"wsgi": WSGIHandler, "asgi": ASGIHandler}

# What the process was set up with can't be exchanged between two stacks.
KEPT = {"INSTALLED_APPS", "LOGGING"}


class Command(BaseCommand):
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("stacks", type=Path)
        parser.add_argument("runs", type=Path)

    def handle(self, *args, stacks, runs, **options):
        runs.write_text(json.dumps(play_all(json.loads(stacks.read_text()))))


def play_all(stacks):
    """One after the other; no stack sees what the one before it left."""
    signed_in = Session.objects.get(pk=SESSION_KEY)
    played = []
    for stack in stacks:
        played.append(play(**stack))
        Session.objects.all().delete()
        signed_in.save(force_insert=True)
    return played


def play(files, request):
    """Serves one request with the project that `files` make of the bookshop; what happened as `StackRun` has it."""
    write(files)
    before = adopt(settings_in(files["bookshop/settings.py"]))
    try:
        return run(HANDLERS[request["server"]], request)
    finally:
        adopt(before)


def write(files):
    for path, text in files.items():
        (PROJECT / path).parent.mkdir(parents=True, exist_ok=True)
        (PROJECT / path).write_text(text)
    for name in list(sys.modules):
        if name == "bookshop.urls" or name.startswith("stack."):
            del sys.modules[name]
    package = sys.modules.get("stack")
    for name in ("layers", "views"):
        if hasattr(package, name):
            delattr(package, name)
    importlib.invalidate_caches()
    clear_url_caches()
    set_urlconf(None)
    for engine in engines.all():
        for loader in engine.engine.template_loaders:
            loader.reset()


def settings_in(source):
    names = {}
    exec(source, names)
    return {
        name: value
        for name, value in names.items()
        if name.isupper() and name not in KEPT
    }


def adopt(values):
    """Makes the settings have these values; returns those that they had."""
    before = {name: getattr(settings, name) for name in values}
    for name, value in values.items():
        if value != before[name]:
            setattr(settings, name, value)
    return before


def run(handler_class, request):
    with recording() as recorder:
        try:
            handler = handler_class()
        except Exception as exception:
            return {
                "startUp": recorder.events,
                "trace": [],
                "response": None,
                "escaped": faults.exception_name(exception),
            }
    exchange = serve(handler, request)
    escaped = exchange["escaped"]
    return {
        "startUp": recorder.events,
        "trace": exchange["trace"],
        "response": exchange["response"],
        "escaped": escaped and escaped["exception"],
    }
