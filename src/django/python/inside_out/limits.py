"""Ends code that outlives its limit, at the line where it is.

Python in WebAssembly asks its host every few jumps and calls whether a signal has come, also while it waits for a lock
and inside the slow parts of `re` and `int`. The host (src/django/limits.ts) answers SIGXCPU once a verb's time is over,
and the handler here raises. What never asks (`sum()` of an endless iterator) is the host's to kill.
"""

from __future__ import annotations

import functools
import signal
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import TypedDict

from inside_out.faults import SourceLine, learner_line

# How long cleaning up may take before it is interrupted too, in seconds.
_PATIENCE = 0.1


class Stopped(KeyboardInterrupt):
    """No `Exception`, of which Django would make a page; and asyncio hands all but two classes on to the loop."""


class Stop(TypedDict):
    """`PythonStop` of src/django/limits.ts."""

    at: SourceLine | None
    # How long a sleep that would have outlived the limit was to take, in seconds.
    asked: float | None


class Watch:
    """One verb, and how it was stopped, if it was."""

    def __init__(self, seconds: float | None) -> None:
        now = time.monotonic()
        self.stop: Stop | None = None
        self._seconds = seconds
        self._ends = None if seconds is None else now + seconds
        self._asked_first: float | None = None
        self._raises_next = 0.0

    def interrupt(self, frame: FrameType | None) -> None:
        """Raises `Stopped`; a little later where no line of the project is running yet, and again if that is in vain."""
        now = time.monotonic()
        at = learner_line(frame)
        if self._asked_first is None:
            self._asked_first = now
        if at is None and now < self._asked_first + _PATIENCE:
            return
        if now < self._raises_next:
            return
        self._raises_next = now + _PATIENCE
        self.stop = self.stop or {"at": at, "asked": None}
        raise Stopped

    def before_sleep(
        self, seconds: float, where: Callable[[], SourceLine | None]
    ) -> None:
        """Raises `Stopped` when a sleep of that length would outlive the limit."""
        if self._seconds is None or self._ends is None:
            return
        if time.monotonic() + seconds <= self._ends:
            return
        # Of many short ones, the last is no worse than the others.
        asked = seconds if seconds > self._seconds else None
        self.stop = self.stop or {"at": where(), "asked": asked}
        raise Stopped


_watch: Watch | None = None


@contextmanager
def watched(seconds: float | None) -> Generator[Watch]:
    """While it is entered, code may be stopped; what was stopped ends here, whatever it was doing.

    `seconds` is what is left of the verb's time; None for what has no limit.
    """
    global _watch
    watch = _watch = Watch(seconds)
    try:
        yield watch
    except Stopped:
        if watch.stop is None:
            raise
    finally:
        _watch = None


def before_sleep(seconds: float, where: Callable[[], SourceLine | None]) -> None:
    """To be called before a sleep of `seconds`; `where` tells the line of the project that asked for it."""
    if _watch is not None:
        _watch.before_sleep(seconds, where)


def install() -> None:
    """Answers the host's signal, and looks at every `time.sleep` before it begins."""
    signal.signal(signal.SIGXCPU, _on_signal)
    sleep = time.sleep

    @functools.wraps(sleep)
    def watched_sleep(seconds: float, /) -> None:
        # Anything else is for the real one to refuse.
        if isinstance(seconds, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]
            before_sleep(seconds, lambda: learner_line(sys._getframe()))
        sleep(seconds)

    time.sleep = watched_sleep


def _on_signal(_: int, frame: FrameType | None) -> None:
    if _watch is not None:
        _watch.interrupt(frame)
