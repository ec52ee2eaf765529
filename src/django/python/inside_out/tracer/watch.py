"""How a call is watched: something is noted before it and after it, and the call itself is left as it was."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Protocol

from asgiref.sync import iscoroutinefunction, markcoroutinefunction

from inside_out.tracer.recorder import Recorder, current


class Step(Protocol):
    """One watched call, already noted as begun."""

    def returned(self, result: Any) -> None: ...

    def raised(self, exception: BaseException) -> None: ...


# Notes that a call begins; it gets the recorder and the call's positional arguments. None: nothing more to note.
Begin = Callable[[Recorder, tuple[Any, ...]], Step | None]


def leave_no_frame(exception: BaseException) -> None:
    """Takes the caller's own frame off the traceback, so that logs and error pages read as they do without a tracer.

    The caller then re-raises with a bare `raise`, which adds no frame.
    """
    if exception.__traceback__ is not None:
        exception.__traceback__ = exception.__traceback__.tb_next


class Watched:
    """Stands in for a callable that Django is about to keep, and reads like it on an error page."""

    # Django copies what is in __dict__ to the boundary around it: nothing of ours may be there.
    __slots__ = ("__dict__", "__weakref__", "_begin")

    __wrapped__: Callable[..., Any]

    def __init__(self, call: Callable[..., Any], begin: Begin) -> None:
        functools.update_wrapper(self, call)
        self._begin = begin

    @property
    def __self__(self) -> Any:
        # BaseHandler.check_response takes the name of a hook's class from here.
        return getattr(self.__wrapped__, "__self__")  # noqa: B009

    def __repr__(self) -> str:
        return repr(self.__wrapped__)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        recorder = current()
        step = recorder and self._begin(recorder, args)
        try:
            result = self.__wrapped__(*args, **kwargs)
        except BaseException as exception:
            if step:
                step.raised(exception)
            leave_no_frame(exception)
            raise
        if step:
            step.returned(result)
        return result


class _WatchedAsync(Watched):
    __slots__ = ()

    def __init__(self, call: Callable[..., Any], begin: Begin) -> None:
        super().__init__(call, begin)
        markcoroutinefunction(self)

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        recorder = current()
        step = recorder and self._begin(recorder, args)
        try:
            result = await self.__wrapped__(*args, **kwargs)
        except BaseException as exception:
            if step:
                step.raised(exception)
            leave_no_frame(exception)
            raise
        if step:
            step.returned(result)
        return result


def watch(call: Callable[..., Any], begin: Begin) -> Watched:
    """`call`, noted whenever it is called: a coroutine function if `call` is one.

    What stands in for it shows in no traceback and never touches arguments, result or exception.
    """
    return _WatchedAsync(call, begin) if _is_async(call) else Watched(call, begin)


def watch_function(function: Callable[..., Any], begin: Begin) -> Callable[..., Any]:
    """The same as a function, for where Django finds `function` by its name: in a module, or in a class."""
    watched = watch(function, begin)
    if isinstance(watched, _WatchedAsync):

        @functools.wraps(function)
        async def call_async(*args: Any, **kwargs: Any) -> Any:
            try:
                return await watched(*args, **kwargs)
            except BaseException as exception:
                leave_no_frame(exception)
                raise

        return call_async

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return watched(*args, **kwargs)
        except BaseException as exception:
            leave_no_frame(exception)
            raise

    return call


def watch_method(owner: type, name: str, begin: Begin) -> None:
    """Puts a watched method in the place of `owner.name`; `begin` gets the instance as the first argument."""
    setattr(owner, name, watch_function(getattr(owner, name), begin))


def _is_async(call: Callable[..., Any]) -> bool:
    # Django asks asgiref's shim, which before Python 3.12 isn't inspect's.
    return iscoroutinefunction(call)  # pyright: ignore[reportDeprecated]
