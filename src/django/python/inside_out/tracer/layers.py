"""Layers and the boundaries around them (`convert_exception_to_response` and `response_for_exception`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from django.core.handlers import exception as boundaries

from inside_out.faults import exception_name
from inside_out.tracer.names import remember
from inside_out.tracer.recorder import Recorder, raised
from inside_out.tracer.watch import watch, watch_function

Convert = Callable[[Callable[..., Any]], Any]


@dataclass(frozen=True)
class Layer:
    """A layer of one handler's chain."""

    name: str
    # Every boundary has a number of its own: this layer's, and that of what lies inside it.
    boundary: int
    inner: int


class _CoreCall:
    def __init__(self, recorder: Recorder, boundary: int) -> None:
        self._recorder = recorder
        recorder.entries[boundary] += 1

    def returned(self, result: object) -> None:
        pass

    def raised(self, exception: BaseException) -> None:
        if isinstance(exception, Exception):
            self._recorder.boundaries[id(exception)] = None


class _LayerCall:
    def __init__(self, recorder: Recorder, layer: Layer) -> None:
        self._recorder = recorder
        self._layer = layer
        self._before = recorder.entries[layer.inner]
        recorder.entries[layer.boundary] += 1
        recorder.note("layer-entered", layer=layer.name)

    def returned(self, result: object) -> None:
        outcome = self._recorder.returned(result)
        called = self._recorder.entries[self._layer.inner] > self._before
        # A coroutine that nobody has awaited yet may still call what lies inside.
        if not called and not isawaitable(result):
            note_short_circuit(self._recorder, self._layer, None, outcome["status"])
        self._recorder.note("layer-left", layer=self._layer.name, **outcome)

    def raised(self, exception: BaseException) -> None:
        self._recorder.note("layer-raised", layer=self._layer.name, **raised(exception))
        if isinstance(exception, Exception):
            self._recorder.boundaries[id(exception)] = self._layer.name


def note_short_circuit(
    recorder: Recorder, layer: Layer, hook: str | None, status: int | None
) -> None:
    """`layer` has answered by itself: by `hook`, or by `__call__`."""
    recorder.note("short-circuited", layer=layer.name, hook=hook, status=status)
    if hook == "process_request":
        # Noted now, so that the return of __call__ isn't noted as another one.
        recorder.entries[layer.inner] += 1


def watch_core(
    get_response: Callable[..., Any], boundary: int, convert: Convert
) -> Any:
    """The boundary around the core."""
    noted = watch(get_response, lambda recorder, _: _CoreCall(recorder, boundary))
    return _boundary(get_response, noted, convert, "core")


def watch_layer(
    get_response: Callable[..., Any], layer: Layer, convert: Convert
) -> Any:
    """The boundary around a layer."""
    noted = watch(get_response, lambda recorder, _: _LayerCall(recorder, layer))
    return _boundary(get_response, noted, convert, layer.name)


def _boundary(
    wrapped: Callable[..., Any], noted: Callable[..., Any], convert: Convert, name: str
) -> Any:
    boundary = convert(noted)
    # functools.wraps left a way to our wrapper here.
    boundary.__wrapped__ = wrapped
    remember(boundary, name)
    return boundary


class _Conversion:
    def __init__(
        self, recorder: Recorder, boundary: str | None, exception: BaseException
    ) -> None:
        self._recorder = recorder
        self._boundary = boundary
        self._exception = exception_name(exception)

    def returned(self, result: object) -> None:
        self._recorder.note(
            "exception-converted",
            boundary=self._boundary,
            exception=self._exception,
            **self._recorder.returned(result),
        )

    def raised(self, exception: BaseException) -> None:
        self._recorder.note(
            "boundary-raised",
            boundary=self._boundary,
            exception=exception_name(exception),
        )


def _begin_conversion(recorder: Recorder, args: tuple[Any, ...]) -> _Conversion | None:
    _, exception = args
    # Other callers (static files) are no boundary.
    if id(exception) not in recorder.boundaries:
        return None
    return _Conversion(recorder, recorder.boundaries.pop(id(exception)), exception)


def install() -> None:
    """Watches what boundaries make of exceptions."""
    boundaries.response_for_exception = watch_function(
        boundaries.response_for_exception, _begin_conversion
    )
