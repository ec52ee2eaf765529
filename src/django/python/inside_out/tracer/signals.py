"""Signals: the three of a request always, any other only if somebody receives it."""

from __future__ import annotations

import sys
import weakref
from typing import Any

from django.core import signals as request_signals
from django.dispatch import Signal

from inside_out.tracer.recorder import Recorder
from inside_out.tracer.watch import watch_method

_ALWAYS = ("request_started", "got_request_exception", "request_finished")

# A signal doesn't know the variable that holds it.
_names: weakref.WeakKeyDictionary[Signal, str] = weakref.WeakKeyDictionary()


def _begin(recorder: Recorder, args: tuple[Any, ...]) -> None:
    signal: Signal = args[0]
    name = _names.get(signal)
    if name in _ALWAYS or (signal.receivers and _has_receivers(signal, args)):
        recorder.note("signal-sent", signal=name or _find_name(signal))


def _has_receivers(signal: Signal, args: tuple[Any, ...]) -> bool:
    # Django's own signals are sent with the sender by name; only its position is known here.
    return len(args) < 2 or signal.has_listeners(args[1])


def _find_name(signal: Signal) -> str:
    """The variable that holds `signal`: in a module called signals if there is one, else in any."""
    found = [
        (not module.endswith("signals"), name)
        for module, loaded in list(sys.modules.items())
        for name, value in list(getattr(loaded, "__dict__", {}).items())
        if value is signal
    ]
    name = min(found)[1] if found else "Signal"
    _names[signal] = name
    return name


def install() -> None:
    """Watches the four ways to send a `django.dispatch.Signal`."""
    for name in _ALWAYS:
        _names[getattr(request_signals, name)] = name
    for method in ("send", "asend", "send_robust", "asend_robust"):
        watch_method(Signal, method, _begin)
