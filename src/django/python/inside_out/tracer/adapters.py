"""asgiref's adapters: where a call goes from sync to async code, or back."""

from __future__ import annotations

from typing import Any

from asgiref.sync import AsyncToSync, SyncToAsync

from inside_out.tracer.names import callee_name
from inside_out.tracer.recorder import Recorder
from inside_out.tracer.watch import watch_method


def _to_sync(recorder: Recorder, args: tuple[Any, ...]) -> None:
    recorder.note("switched", to="sync", callee=callee_name(args[0].func))


def _to_async(recorder: Recorder, args: tuple[Any, ...]) -> None:
    recorder.note("switched", to="async", callee=callee_name(args[0].awaitable))


def install() -> None:
    """Watches `SyncToAsync.__call__` and `AsyncToSync.__call__`, whatever they are by then."""
    watch_method(SyncToAsync, "__call__", _to_sync)
    watch_method(AsyncToSync, "__call__", _to_async)
