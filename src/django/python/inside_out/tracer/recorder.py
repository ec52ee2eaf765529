"""What happened to one request, as plain data: the events of src/trace/events.ts."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpResponseBase

from inside_out.faults import exception_name, raised_at

Event = dict[str, Any]


class Recorder:
    """Collects the events of one request, or of building one handler. Keeps nothing of Django's alive."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        # How often each boundary was entered, by its number: tells whether a layer has called what lies inside it.
        self.entries: Counter[int] = Counter()
        # Whose boundary has to deal with an exception, by the exception's id.
        self.boundaries: dict[int, str | None] = {}
        # Whether the body that is being sent is a stream.
        self.streaming = False
        self._headers: dict[str, str] = {}
        # The response that was noted last. Weak: what Django lets go of is gone.
        self._last: weakref.ref[HttpResponseBase] | None = None

    def note(self, kind: str, **fields: Any) -> None:
        """Appends an event."""
        self.events.append({"kind": kind, **fields})

    def returned(self, response: object) -> Event:
        """`Returned` of events.ts: the status, and what changed since the response that was noted last."""
        nothing: Event = {"status": None, "headers": {}}
        if response is None:
            return nothing
        if not isinstance(response, HttpResponseBase):
            return {**nothing, "type": type(response).__qualname__}
        headers = {name: str(value) for name, value in response.headers.items()}
        if response.cookies:
            headers["Set-Cookie"] = ", ".join(response.cookies)
        another = self._last is not None and self._last() is not response
        before, self._headers = self._headers, headers
        self._last = weakref.ref(response)
        changed: dict[str, str | None] = {
            name: value
            for name, value in headers.items()
            if another or before.get(name) != value
        }
        changed.update({name: None for name in before if name not in headers})
        outcome = {"status": response.status_code, "headers": changed}
        return {**outcome, "another": True} if another else outcome


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
