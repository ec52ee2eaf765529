"""What the server is given: `HttpResponseBase.close`, and how `ASGIHandler` sends a response."""

from __future__ import annotations

from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.http import HttpResponseBase

from inside_out.tracer.recorder import Recorder, raised
from inside_out.tracer.watch import watch_method


def _closed(recorder: Recorder, _: tuple[Any, ...]) -> None:
    recorder.note("response-closed")


class _Sending:
    def __init__(self, recorder: Recorder, args: tuple[Any, ...]) -> None:
        self._recorder = recorder
        recorder.streaming = args[1].streaming

    def returned(self, result: object) -> None:
        pass

    def raised(self, exception: BaseException) -> None:
        # A disconnected client cancels; that is no fault of the body.
        if isinstance(exception, Exception):
            self._recorder.note("body-raised", **raised(exception))


def install() -> None:
    """Watches what the two servers can't see from outside."""
    watch_method(HttpResponseBase, "close", _closed)
    watch_method(ASGIHandler, "send_response", _Sending)
