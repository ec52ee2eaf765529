"""`BaseHandler.load_middleware`: the layers as they are built, the last entry of MIDDLEWARE first."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from itertools import count
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers import base

from inside_out.tracer.hooks import HANDLER_HOOKS, watch_hook, watch_mixin
from inside_out.tracer.layers import Layer, watch_core, watch_layer
from inside_out.tracer.names import layer_name
from inside_out.tracer.recorder import current
from inside_out.tracer.watch import leave_no_frame

_boundaries = count()


class _Loading:
    """How far one call of load_middleware has come. It makes the core's boundary, then layer upon layer."""

    def __init__(self) -> None:
        self.boundary = next(_boundaries)
        self.name: str | None = None
        self.mode = "sync"
        self._instance: object = None
        self._layer = Layer("", self.boundary, self.boundary)
        self._hooks = iter(HANDLER_HOOKS)

    def begin(self, name: str) -> None:
        """The next entry of MIDDLEWARE."""
        self.name = name

    def built(self, name: str, instance: object) -> None:
        self._instance = instance
        inner, self.boundary = self.boundary, next(_boundaries)
        self._layer = Layer(name, self.boundary, inner)
        self._hooks = iter(HANDLER_HOOKS)

    def watch_next_hook(self, method: Any) -> Any:
        """load_middleware adapts, in this order, those of the three that the layer has."""
        for hook in self._hooks:
            if hasattr(self._instance, hook):
                return watch_hook(method, self._layer, hook)
        return method

    def boundary_of(self, get_response: Any, convert: Callable[..., Any]) -> Any:
        if self.name is None:
            return watch_core(get_response, self.boundary, convert)
        recorder = current()
        if recorder:
            recorder.note("layer-built", layer=self.name, mode=self.mode)
        boundary = watch_layer(get_response, self._layer, convert)
        watch_mixin(get_response, self._layer)
        return boundary


_loading: ContextVar[_Loading | None] = ContextVar("inside_out_loading", default=None)


def _watch_factory(factory: Any, name: str, loading: _Loading) -> Any:
    def build(get_response: Any) -> Any:
        recorder = current()
        try:
            instance = factory(get_response)
        except BaseException as exception:
            if recorder and isinstance(exception, MiddlewareNotUsed):
                recorder.note("layer-not-used", layer=name)
            leave_no_frame(exception)
            raise
        loading.built(name, instance)
        return instance

    # load_middleware asks a factory for these two, with a default for each.
    for flag in ("sync_capable", "async_capable"):
        if hasattr(factory, flag):
            setattr(build, flag, getattr(factory, flag))
    return build


def install() -> None:
    """Watches every handler that is built from now on."""
    load: Callable[..., None] = base.BaseHandler.load_middleware
    adapt: Callable[..., Any] = base.BaseHandler.adapt_method_mode
    import_string: Callable[[str], Any] = base.import_string
    convert: Callable[..., Any] = base.convert_exception_to_response

    def load_middleware(self: base.BaseHandler, is_async: bool = False) -> None:
        token = _loading.set(_Loading())
        try:
            load(self, is_async)
        except BaseException as exception:
            leave_no_frame(exception)
            raise
        finally:
            _loading.reset(token)

    def import_middleware(path: str) -> Any:
        try:
            factory = import_string(path)
        except BaseException as exception:
            leave_no_frame(exception)
            raise
        loading = _loading.get()
        if loading is None:
            return factory
        loading.begin(layer_name(path))
        return _watch_factory(factory, layer_name(path), loading)

    def adapt_method_mode(
        self: base.BaseHandler,
        is_async: bool,
        method: Any,
        method_is_async: bool | None = None,
        debug: bool = False,
        name: str | None = None,
    ) -> Any:
        loading = _loading.get()
        if loading is not None and method_is_async is None:
            method = loading.watch_next_hook(method)
        elif loading is not None:
            # What lies inside the next layer, adapted to that layer's mode.
            loading.mode = "async" if is_async else "sync"
        return adapt(self, is_async, method, method_is_async, debug, name)

    def convert_exception_to_response(get_response: Any) -> Any:
        loading = _loading.get()
        if loading is None:
            return convert(get_response)
        return loading.boundary_of(get_response, convert)

    base.BaseHandler.load_middleware = load_middleware
    base.BaseHandler.adapt_method_mode = adapt_method_mode
    base.import_string = import_middleware
    base.convert_exception_to_response = convert_exception_to_response
