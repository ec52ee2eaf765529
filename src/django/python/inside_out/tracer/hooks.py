"""A middleware's optional methods."""

from __future__ import annotations

from typing import Any

from django.utils.deprecation import MiddlewareMixin

from inside_out.tracer.layers import Layer, note_short_circuit
from inside_out.tracer.names import remember
from inside_out.tracer.recorder import Recorder, raised
from inside_out.tracer.watch import watch

# In the order in which load_middleware asks for them.
HANDLER_HOOKS = ("process_view", "process_template_response", "process_exception")
_MIXIN_HOOKS = ("process_request", "process_response")


class _HookCall:
    def __init__(self, recorder: Recorder, layer: Layer, hook: str) -> None:
        self._recorder = recorder
        self._layer = layer
        self._hook = hook
        recorder.note("hook-called", layer=layer.name, hook=hook)

    def returned(self, result: object) -> None:
        recorder, layer, hook = self._recorder, self._layer, self._hook
        outcome = recorder.returned(result)
        recorder.note("hook-returned", layer=layer.name, hook=hook, **outcome)
        # Django asks for truth, not for a response: anything true is an answer.
        if hook in ("process_request", "process_view") and result:
            note_short_circuit(recorder, layer, hook, outcome["status"])

    def raised(self, exception: BaseException) -> None:
        self._recorder.note(
            "hook-raised", layer=self._layer.name, hook=self._hook, **raised(exception)
        )


def watch_hook(method: Any, layer: Layer, hook: str) -> Any:
    """`method`, noted as `hook` of `layer`."""
    watched = watch(method, lambda recorder, _: _HookCall(recorder, layer, hook))
    remember(watched, f"{layer.name}.{hook}")
    return watched


def watch_mixin(instance: object, layer: Layer) -> None:
    """Watches the two methods that `MiddlewareMixin.__call__` calls.

    On the instance, because what `super()` calls is a part of a hook and not another one.
    """
    if not isinstance(instance, MiddlewareMixin):
        return
    for hook in _MIXIN_HOOKS:
        if hasattr(instance, hook):
            setattr(instance, hook, watch_hook(getattr(instance, hook), layer, hook))
