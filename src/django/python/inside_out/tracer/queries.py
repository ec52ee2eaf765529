"""Every SQL statement of every connection, as it goes to the database."""

from __future__ import annotations

import sys
import time
from typing import Any

from django.db.backends.utils import CursorWrapper

from inside_out.faults import learner_line
from inside_out.tracer.recorder import Recorder
from inside_out.tracer.watch import watch_method


class _Query:
    def __init__(self, recorder: Recorder, args: tuple[Any, ...]) -> None:
        self._recorder = recorder
        self._sql: str = args[1]
        # Looked up before and not after: an iterator may have gone on by then.
        self._at = learner_line(sys._getframe(1))
        self._started = time.perf_counter()

    def returned(self, result: object) -> None:
        self._note()

    def raised(self, exception: BaseException) -> None:
        self._note()

    def _note(self) -> None:
        self._recorder.note(
            "query",
            sql=str(self._sql),
            milliseconds=(time.perf_counter() - self._started) * 1000,
            at=self._at,
        )


def install() -> None:
    """Watches `CursorWrapper._execute` and `_executemany`, which run inside every wrapper that a project may add."""
    watch_method(CursorWrapper, "_execute", _Query)
    watch_method(CursorWrapper, "_executemany", _Query)
