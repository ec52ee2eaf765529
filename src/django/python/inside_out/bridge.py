"""The one door between the interpreter's host and Python: a verb and JSON in, JSON out.

Strings alone cross it. JavaScript holds this door and nothing else: a proxy that is younger than the heap that a reset
puts back would point to something else.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

# By name: the learner may have put anything in the place of the module's.
from json import dumps, loads
from typing import Any

from inside_out import faults, limits
from inside_out.threadless import outside_of_loop


def call(verb: str, payload: str, seconds: float | None = None) -> str:
    """Runs `verb`; answers `{"value": …}`, or `{"error": PythonError}` when the learner's code raised.

    `{"stopped": Stop}` when it was still running after `seconds`, whatever became of the exception that stopped it.
    """
    answer: dict[str, Any] = {}
    with limits.watched(seconds) as watch:
        answer = _answer(verb, loads(payload))
    if watch.stop is not None:
        answer = {"stopped": watch.stop}
    return dumps(answer)


def _answer(verb: str, payload: Any) -> dict[str, Any]:
    try:
        # The host's own loop runs all the while; a server's thread has none, and Django's ORM looks.
        with outside_of_loop():
            return {"value": _VERBS[verb](payload)}
    except BaseException as exception:
        return {"error": faults.describe(exception)}
    finally:
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            _flush(stream)


def _flush(stream: Any) -> None:
    # The learner may have put anything in the place of sys.stdout.
    try:
        stream.flush()
    except BaseException:
        pass


def _preload(_: None) -> None:
    from inside_out import site

    limits.install()
    site.preload()


def _parse(paths: list[str]) -> None:
    from inside_out import site

    site.parse(paths)


def _adopt(_: None) -> bool:
    from inside_out import site

    return site.adopt()


def _look_ahead(_: None) -> bool:
    from inside_out import ahead

    return ahead.look_ahead()


def _prepare(options: dict[str, bool] | None) -> Any:
    from inside_out import site

    return site.prepare(**(options or {}))


def _serve(_: None) -> None:
    from inside_out import site

    site.serve()


def _loaded(_: None) -> Any:
    from inside_out import settle

    return settle.loaded()


def _settle(wanted: Any) -> None:
    from inside_out import settle

    settle.settle(wanted)


def _restored(_: None) -> None:
    # Pyodide puts it before all else once it is up, and it was up already when the snapshot was taken.
    sys.path.remove("")


def _resume(_: None) -> None:
    # A restored heap holds the generator's state of the moment it was saved: every run would draw the same numbers.
    random.seed()


def _request(request: Any) -> dict[str, Any]:
    from inside_out import server, site

    protocol = request.get("server", "wsgi")
    answer = server.serve(site.handler(protocol), request)
    return {**answer, "startUp": site.start_up(protocol)}


def _manage(args: list[str]) -> int:
    from inside_out import management

    return management.run(args)


_VERBS: dict[str, Callable[[Any], Any]] = {
    "preload": _preload,
    "parse": _parse,
    "prepare": _prepare,
    "adopt": _adopt,
    "serve": _serve,
    "look_ahead": _look_ahead,
    "loaded": _loaded,
    "settle": _settle,
    "restored": _restored,
    "resume": _resume,
    "request": _request,
    "manage": _manage,
}
