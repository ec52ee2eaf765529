"""asgiref's adapters where no thread can start: Python in WebAssembly.

asgiref runs sync code beside a loop in another thread, and a loop beside sync code too. Here both run inline, in the
one thread there is: `SyncToAsync` calls its function with no loop running, and `AsyncToSync` runs its coroutine on the
loop that is waiting further up the stack, or on a new one. Context variables pass in both directions, as with asgiref.

What differs from CPython with threads (tests/conformance/native-adapters.test.ts shows each):
- Sync code holds its loop up until it returns or calls a coroutine, so `gather()` of two sync functions runs one after
  the other, and a time limit can't end the wait for one.
- `thread_sensitive`, `executor` and ThreadSensitiveContext decide nothing: there is one thread, and its name is the
  main thread's. What a thread keeps to itself is seen by all sync code.
- Where nothing is left that could end a wait, an error says so instead of waiting for ever.
- Tracebacks lack asgiref's frames and the loop's, and the line that a query is told to come from may be one that waits
  for another thread's sync code: there is one stack.
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


class Caller:
    """The task that waits for sync code, and its loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.task = asyncio.current_task()
        # Whether the sync code was told that its task is cancelled.
        self.told = False


@contextmanager
def outside_of_loop(caller: Caller | None = None) -> Generator[None]:
    """Within it no loop runs and no task is current, as in a thread of its own.

    Coroutines that are called there run on the loop of `caller`, or on a new one.
    """
    loop = events._get_running_loop()
    if loop is None:
        yield
        return
    here = sync.SyncToAsync.threadlocal
    waiting = getattr(here, "caller", None)
    here.caller = caller
    # typeshed leaves it out.
    swap_current_task: Callable[..., Any] = vars(tasks)["_swap_current_task"]
    task = swap_current_task(loop, None)
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(loop)
        swap_current_task(loop, task)
        here.caller = waiting


def run(
    main: Any,
    *,
    debug: bool | None = None,
    context: contextvars.Context | None = None,
) -> Any:
    """`asyncio.run` on a loop that needs neither threads nor sockets."""
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with asyncio.Runner(debug=debug, loop_factory=InlineLoop) as runner:
        return runner.run(main, context=context)


def install() -> None:
    """Puts the inline adapters in the place of asgiref's, and `run` in that of `asyncio.run`."""
    refuse: Callable[..., Any] = sync.AsyncToSync.__call__

    @functools.wraps(sync.SyncToAsync.__call__)
    async def call_sync(self: Any, *args: Any, **kwargs: Any) -> Any:
        context = contextvars.copy_context() if self.context is None else self.context
        caller = Caller()
        try:
            try:
                with outside_of_loop(caller):
                    return context.run(self.func, *args, **kwargs)
            finally:
                await _turn_of_others(caller)
        except BaseException as exception:
            _leave_no_frames(exception)
            raise
        finally:
            if self.context is None:
                sync._restore_context(context)

    @functools.wraps(sync.AsyncToSync.__call__)
    def run_async(self: Any, *args: Any, **kwargs: Any) -> Any:
        if events._get_running_loop() is not None:
            return refuse(self, *args, **kwargs)
        context = contextvars.copy_context()
        try:
            outcome = Future[Any]()
            coroutine = _settle(outcome, self.awaitable(*args, **kwargs))
            caller = None if self.force_new_loop else _caller()
            if caller is None or not isinstance(caller.loop, InlineLoop):
                run(coroutine, context=context)
            else:
                caller.told |= caller.loop.run_nested(coroutine, context, caller.task)
            return outcome.result()
        except BaseException as exception:
            _leave_no_frames(exception)
            raise
        finally:
            sync._restore_context(context)

    sync.SyncToAsync.__call__ = call_sync
    sync.AsyncToSync.__call__ = run_async
    asyncio.run = run


async def _turn_of_others(caller: Caller) -> None:
    # As while a task waits for a thread: others go on, and it may be cancelled; but not for what a coroutine below it
    # has dealt with already (`SyncToAsync.__call__` cancels the one or the other).
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        if not caller.told:
            raise


def _caller() -> Caller | None:
    caller: Caller | None = getattr(sync.SyncToAsync.threadlocal, "caller", None)
    return caller if caller and caller.loop.is_running() else None


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
