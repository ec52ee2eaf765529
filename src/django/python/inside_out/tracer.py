"""Watches one request on its way through Django, from outside.

Django calls each seam below by its module-level or class-level name; each is replaced by a function that notes
what passes and then calls the original. What Django decides is never changed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.core.handlers import base
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

from inside_out.faults import exception_name, learner_line

type Event = dict[str, Any]
type GetResponse = Callable[[HttpRequest], HttpResponseBase]

_events: list[Event] = []


def take_events() -> list[Event]:
    """The events since the last call, in the order in which they happened."""
    taken = _events.copy()
    _events.clear()
    return taken


def install() -> None:
    """Watches every handler that is built from now on. Call it once, before a handler loads its middleware."""
    convert: Callable[[GetResponse], Any] = base.convert_exception_to_response
    make_view_atomic: Callable[..., Any] = base.BaseHandler.make_view_atomic

    def watched_boundary(get_response: GetResponse) -> Any:
        # load_middleware wraps the core (a bound method of the handler) and then each layer. Only layers are noted.
        owner = getattr(get_response, "__self__", None)
        if isinstance(owner, base.BaseHandler):
            return convert(get_response)
        return _watch_layer(get_response, convert)

    def watched_view(
        self: base.BaseHandler, view: Callable[..., Any]
    ) -> Callable[..., Any]:
        return _watch_view(view, make_view_atomic(self, view))

    base.convert_exception_to_response = watched_boundary
    base.BaseHandler.make_view_atomic = watched_view


def watch_queries() -> ExitStack:
    """Notes every query of every database while the returned context is entered."""
    stack = ExitStack()
    for connection in connections.all():
        stack.enter_context(connection.execute_wrapper(_watch_query))
    return stack


def layer_name(layer: object) -> str:
    """The name a reader finds in settings.MIDDLEWARE: the class of an instance, the factory of a function."""
    qualname: str = getattr(layer, "__qualname__", type(layer).__qualname__)
    return qualname.split(".")[0]


def _watch_layer(
    layer: GetResponse, convert: Callable[[GetResponse], Any]
) -> GetResponse:
    name = layer_name(layer)

    def watched(request: HttpRequest) -> HttpResponseBase:
        raised: list[Event] = []

        def noted(request: HttpRequest) -> HttpResponseBase:
            _events.append({"kind": "layer-entered", "layer": name})
            try:
                response = layer(request)
            except Exception as exception:
                event = {
                    "kind": "layer-raised",
                    "layer": name,
                    "exception": exception_name(exception),
                    "status": 0,
                }
                _events.append(event)
                raised.append(event)
                _leave_no_frame(exception)
                raise
            _events.append(
                {"kind": "layer-left", "layer": name, "status": _status(response)}
            )
            return response

        # The boundary is Django's own; only what it made of the exception is added to the event.
        response = convert(noted)(request)
        for event in raised:
            event["status"] = _status(response)
        return response

    return watched


def _watch_view(
    view: Callable[..., Any], call: Callable[..., Any]
) -> Callable[..., Any]:
    name = f"{view.__module__}.{view.__qualname__}"

    def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _events.append({"kind": "view-called", "view": name})
        try:
            response = call(request, *args, **kwargs)
        except Exception as exception:
            _events.append(
                {
                    "kind": "view-raised",
                    "view": name,
                    "exception": exception_name(exception),
                }
            )
            _leave_no_frame(exception)
            raise
        _events.append(
            {"kind": "view-returned", "view": name, "status": _status(response)}
        )
        return response

    return watched


def _watch_query(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    except Exception as exception:
        _leave_no_frame(exception)
        raise
    finally:
        _events.append(
            {
                "kind": "query",
                "sql": sql,
                "milliseconds": (time.perf_counter() - started) * 1000,
                "at": learner_line(sys._getframe(1)),
            }
        )


def _leave_no_frame(exception: BaseException) -> None:
    """Takes the caller's own frame off the traceback, so that logs and error pages read as they do without a tracer.

    The caller then re-raises with a bare `raise`, which adds no frame.
    """
    if exception.__traceback__ is not None:
        exception.__traceback__ = exception.__traceback__.tb_next


def _status(response: object) -> int:
    """0 for what is no response at all: a middleware that returns None is the learner's to find."""
    return getattr(response, "status_code", 0)
