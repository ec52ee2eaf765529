"""The core of a handler: resolve the address, call the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.handlers.base import BaseHandler
from django.urls import Resolver404

from inside_out.tracer.names import remember, view_name
from inside_out.tracer.recorder import Recorder, raised
from inside_out.tracer.watch import leave_no_frame, watch, watch_method


class _Resolution:
    def __init__(self, recorder: Recorder, args: tuple[Any, ...]) -> None:
        _handler, request = args
        self._recorder = recorder
        self._path: str = request.path_info

    def returned(self, result: Any) -> None:
        self._recorder.note(
            "url-resolved",
            path=self._path,
            route=result.route,
            view=view_name(result.func),
            kwargs={name: _text(value) for name, value in result.kwargs.items()},
        )

    def raised(self, exception: BaseException) -> None:
        if isinstance(exception, Resolver404):
            self._recorder.note("url-not-resolved", path=self._path)


def _text(value: object) -> str:
    # A converter of the learner's may make anything, also what can't be printed.
    try:
        return str(value)
    except Exception:
        return f"<{type(value).__qualname__}>"


class _ViewCall:
    def __init__(self, recorder: Recorder, view: str) -> None:
        self._recorder = recorder
        self._view = view
        recorder.note("view-called", view=view)

    def returned(self, result: object) -> None:
        outcome = self._recorder.returned(result)
        self._recorder.note("view-returned", view=self._view, **outcome)

    def raised(self, exception: BaseException) -> None:
        self._recorder.note("view-raised", view=self._view, **raised(exception))


def install() -> None:
    """Watches `BaseHandler.resolve_request`, and each view that `make_view_atomic` hands out for one request."""
    make: Callable[..., Any] = BaseHandler.make_view_atomic

    def make_view_atomic(self: BaseHandler, view: Any) -> Any:
        try:
            call = make(self, view)
        except BaseException as exception:
            leave_no_frame(exception)
            raise
        name = view_name(view)
        watched = watch(call, lambda recorder, _: _ViewCall(recorder, name))
        remember(watched, name)
        return watched

    watch_method(BaseHandler, "resolve_request", _Resolution)
    BaseHandler.make_view_atomic = make_view_atomic
