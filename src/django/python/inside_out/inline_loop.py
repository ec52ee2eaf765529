"""An event loop for one thread that has no sockets: it runs what is ready and sleeps until the next timer."""

from __future__ import annotations

import asyncio
import contextvars
import heapq
import time
from asyncio import events
from collections.abc import Callable
from typing import Any

from inside_out import limits, threadless
from inside_out.faults import SourceLine, awaiting_line


class InlineLoop(asyncio.BaseEventLoop):
    """`asyncio.BaseEventLoop` without a selector. It can be run again from within a callback of its own."""

    _ready: Any
    _scheduled: Any
    _stopping: bool

    def run_nested(
        self,
        coroutine: Any,
        context: contextvars.Context,
        waiting: asyncio.Task[Any] | None,
    ) -> bool:
        """Runs everything on this loop until `coroutine` is done; for sync code that `waiting` waits for.

        That code must have left the loop (`threadless.outside_of_loop`).
        Cancels `coroutine` when `waiting` is cancelled meanwhile, and returns whether it did.
        """
        before = waiting.cancelling() if waiting else 0
        told = False
        events._set_running_loop(self)
        try:
            task = self.create_task(coroutine, context=context)
            while not task.done():
                self._run_once()
                if waiting and waiting.cancelling() > before and not told:
                    told = task.cancel()
        finally:
            events._set_running_loop(None)
        task.result()
        return told

    def run_in_executor(
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> Any:
        """Calls `func` at once: there is no other thread to do it."""
        future = self.create_future()
        try:
            with threadless.outside_of_loop():
                result = func(*args)
        except Exception as exception:
            future.set_exception(exception)
        else:
            future.set_result(result)
        return future

    def _run_once(self) -> None:
        while self._scheduled and self._scheduled[0]._cancelled:
            self._forget_first_timer()
        if not self._ready and not self._stopping:
            if not self._scheduled:
                raise RuntimeError(
                    "This coroutine waits for something that nothing left on the event loop will ever do."
                )
            delay = max(0.0, self._scheduled[0]._when - self.time())
            limits.before_sleep(delay, self._line_that_waits)
            time.sleep(delay)
        now = self.time() + 1e-6
        while self._scheduled and self._scheduled[0]._when <= now:
            self._ready.append(self._forget_first_timer())
        # What these callbacks add waits for the next turn. A nested run may take some of them away.
        for _ in range(len(self._ready)):
            if not self._ready:
                break
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._run()

    def _line_that_waits(self) -> SourceLine | None:
        """Where the project waits for the first timer, as near as can be told."""
        (awaited, *_) = self._scheduled[0]._args or (None,)
        tasks = sorted(
            asyncio.all_tasks(self),
            key=lambda task: getattr(task, "_fut_waiter", None) is not awaited,
        )
        lines = (awaiting_line(task.get_coro()) for task in tasks)
        return next((line for line in lines if line is not None), None)

    def _forget_first_timer(self) -> Any:
        handle = heapq.heappop(self._scheduled)
        handle._scheduled = False
        return handle

    def _timer_handle_cancelled(self, handle: Any) -> None:
        # The count that asyncio keeps here is for a tidying that this loop doesn't do.
        pass

    def _write_to_self(self) -> None:
        # Nobody is asleep in a selector.
        pass

    def _process_events(self, event_list: Any) -> None:
        pass
