"""What happened to one request, as plain data: the events of src/trace/events.ts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpResponseBase

from inside_out.faults import exception_name, raised_at

Event = dict[str, Any]


class Recorder:
    """Collects the events of one request, or of building one handler. Holds strings and numbers alone."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        # How often each boundary was entered, by its number: tells whether a layer has called what lies inside it.
        self.entries: Counter[int] = Counter()
        # Whose boundary has to deal with an exception, by the exception's id.
        self.boundaries: dict[int, str | None] = {}
        # Whether the body that is being sent is a stream.
        self.streaming = False
        self._headers: dict[str, str] = {}

    def note(self, kind: str, **fields: Any) -> None:
        """Appends an event."""
        self.events.append({"kind": kind, **fields})

    def returned(self, response: object) -> Event:
        """`Returned` of events.ts: the status, and what changed since the last response that was looked at."""
        if not isinstance(response, HttpResponseBase):
            return {"status": None, "headers": {}}
        headers = {name: str(value) for name, value in response.headers.items()}
        if response.cookies:
            headers["Set-Cookie"] = ", ".join(response.cookies)
        before, self._headers = self._headers, headers
        changed: dict[str, str | None] = {
            name: value for name, value in headers.items() if before.get(name) != value
        }
        changed.update({name: None for name in before if name not in headers})
        return {"status": response.status_code, "headers": changed}


_current: ContextVar[Recorder | None] = ContextVar("inside_out_recorder", default=None)


def current() -> Recorder | None:
    """The recorder of the request that is being served; None when nobody listens."""
    return _current.get()


@contextmanager
def recording() -> Generator[Recorder]:
    """Records what happens while the context is entered, in whatever threads and tasks asgiref carries it on."""
    recorder = Recorder()
    token = _current.set(recorder)
    try:
        yield recorder
    finally:
        _current.reset(token)


def raised(exception: BaseException) -> Event:
    """`Raised` of events.ts."""
    return {"exception": exception_name(exception), "at": raised_at(exception)}
