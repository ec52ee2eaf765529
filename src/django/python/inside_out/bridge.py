"""The one door between the interpreter's host and Python: a verb and JSON in, JSON out.

Strings alone cross it. A proxy held by JavaScript would outlive the heap that a reset puts back.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from typing import Any

from inside_out import faults
from inside_out.threadless import outside_of_loop


def call(verb: str, payload: str) -> str:
    """Runs `verb`; answers `{"value": …}`, or `{"error": PythonError}` when the learner's code raised."""
    try:
        # The host's own loop runs all the while; a server's thread has none, and Django's ORM looks.
        with outside_of_loop():
            answer = {"value": _VERBS[verb](json.loads(payload))}
    except BaseException as exception:
        answer = {"error": faults.describe(exception)}
    finally:
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            _flush(stream)
    return json.dumps(answer)


def _flush(stream: Any) -> None:
    # The learner may have put anything in the place of sys.stdout.
    try:
        stream.flush()
    except Exception:
        pass


def _preload(_: None) -> None:
    from inside_out import site

    site.preload()


def _parse(_: None) -> None:
    from inside_out import site

    site.parse()


def _prepare(options: dict[str, bool] | None) -> Any:
    from inside_out import site

    return site.prepare(**(options or {}))


def _serve(_: None) -> None:
    from inside_out import site

    site.serve()


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
    "serve": _serve,
    "resume": _resume,
    "request": _request,
    "manage": _manage,
}
