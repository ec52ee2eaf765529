"""What a reader calls the things that Django calls."""

from __future__ import annotations

import functools
import types
import weakref
from collections.abc import Callable
from typing import Any

from asgiref.sync import AsyncToSync, SyncToAsync

from inside_out.tracer.watch import Watched

# What is watched, and Django's boundaries, by name. Weak: what stands in for a view lives for one request.
_names: weakref.WeakKeyDictionary[Callable[..., Any], str] = weakref.WeakKeyDictionary()


def remember(function: Callable[..., Any], name: str) -> None:
    """From now on `callee_name` calls `function` by that name."""
    _names[function] = name


def layer_name(path: str) -> str:
    """The last part of an entry of settings.MIDDLEWARE, which is what a reader finds there."""
    return path.rpartition(".")[2]


def view_name(view: Any) -> str:
    """The dotted path of a view: of the class for a class-based one (`ResolverMatch` names them so too)."""
    while isinstance(view, functools.partial):
        view = view.func
    named = getattr(view, "view_class", view)
    if not hasattr(named, "__qualname__"):
        named = type(named)
    return f"{named.__module__}.{named.__qualname__}"


def callee_name(callee: Any) -> str:
    """What an adapter of asgiref carries to the other side; see `Switched` in events.ts."""
    while True:
        if isinstance(callee, types.FunctionType | Watched) and callee in _names:
            return _names[callee]
        if isinstance(callee, functools.partial | SyncToAsync):
            callee = callee.func
        elif isinstance(callee, AsyncToSync):
            callee = callee.awaitable
        else:
            break
    return getattr(callee, "__qualname__", type(callee).__qualname__)
