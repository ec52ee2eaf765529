"""asgiref's adapters where no thread can start: Python in WebAssembly.

asgiref runs sync code beside a loop in another thread, and a loop beside sync code too. Here both run inline, in the
one thread there is: `SyncToAsync` calls its function with no loop running, and `AsyncToSync` runs its coroutine on the
loop that is waiting further up the stack, or on a new one. Context variables pass in both directions, as with asgiref.

What differs from CPython with threads:
- Sync code holds its loop up until it returns, so `gather()` of two sync functions runs one after the other.
- `thread_sensitive`, `executor` and ThreadSensitiveContext decide nothing: there is one thread, and its name is the
  main thread's.
- Cancelling a task doesn't reach the sync code that it waits for: that has returned by then.
- Where nothing is left that could end a wait, an error says so instead of waiting for ever.
- Tracebacks lack asgiref's frames and the loop's.
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
import os
import sys
from asyncio import events, tasks
from collections.abc import Callable, Generator
from concurrent.futures import Future
from concurrent.futures import __file__ as futures
from contextlib import contextmanager
from typing import Any

from asgiref import sync

from inside_out.inline_loop import InlineLoop


def can_start_threads() -> bool:
    """False in WebAssembly."""
    return sys.platform != "emscripten"


@contextmanager
def outside_of_loop() -> Generator[None]:
    """Within it no loop runs and no task is current, as in a thread of its own."""
    loop = events._get_running_loop()
    if loop is None:
        yield
        return
    # typeshed leaves it out.
    swap_current_task: Callable[..., Any] = vars(tasks)["_swap_current_task"]
    task = swap_current_task(loop, None)
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(loop)
        swap_current_task(loop, task)


def run(
    main: Any,
    *,
    debug: bool | None = None,
    context: contextvars.Context | None = None,
) -> Any:
    """`asyncio.run` on a loop that needs neither threads nor sockets."""
    with asyncio.Runner(debug=debug, loop_factory=InlineLoop) as runner:
        return runner.run(main, context=context)


def install() -> None:
    """Puts the inline adapters in the place of asgiref's, and `run` in that of `asyncio.run`."""
    refuse: Callable[..., Any] = sync.AsyncToSync.__call__

    async def call_sync(self: Any, *args: Any, **kwargs: Any) -> Any:
        context = contextvars.copy_context() if self.context is None else self.context
        try:
            return _call_outside(functools.partial(self.func, *args, **kwargs), context)
        except BaseException as exception:
            _leave_no_frames(exception)
            raise
        finally:
            if self.context is None:
                sync._restore_context(context)

    def run_async(self: Any, *args: Any, **kwargs: Any) -> Any:
        if events._get_running_loop() is not None:
            return refuse(self, *args, **kwargs)
        context = contextvars.copy_context()
        try:
            outcome = Future[Any]()
            coroutine = _settle(outcome, self.awaitable(*args, **kwargs))
            loop = None if self.force_new_loop else _waiting_loop()
            if loop is None:
                run(coroutine, context=context)
            else:
                loop.run_nested(coroutine, context)
            return outcome.result()
        except BaseException as exception:
            _leave_no_frames(exception)
            raise
        finally:
            sync._restore_context(context)

    sync.SyncToAsync.__call__ = call_sync
    sync.AsyncToSync.__call__ = run_async
    asyncio.run = run


def _call_outside(function: Callable[[], Any], context: contextvars.Context) -> Any:
    here = sync.SyncToAsync.threadlocal
    waiting = getattr(here, "main_event_loop", None)
    # Where asgiref too leaves word of the loop that waits for this call.
    here.main_event_loop = events._get_running_loop()
    here.main_event_loop_pid = os.getpid()
    try:
        with outside_of_loop():
            return context.run(function)
    finally:
        here.main_event_loop = waiting


def _waiting_loop() -> InlineLoop | None:
    loop = getattr(sync.SyncToAsync.threadlocal, "main_event_loop", None)
    return loop if isinstance(loop, InlineLoop) and loop.is_running() else None


async def _settle(outcome: Future[Any], awaitable: Any) -> None:
    # As in asgiref, no exception comes to the loop: SystemExit would stop it.
    try:
        result = await awaitable
    except BaseException as exception:
        outcome.set_exception(exception)
    else:
        outcome.set_result(result)


def _leave_no_frames(exception: BaseException) -> None:
    """Takes the frames of this module and of asyncio off the front of the traceback."""
    ours = tuple(
        os.path.dirname(module) for module in (__file__, asyncio.__file__, futures)
    )
    link = exception.__traceback__
    while link is not None and link.tb_frame.f_code.co_filename.startswith(ours):
        link = link.tb_next
    exception.__traceback__ = link
