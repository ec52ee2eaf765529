"""Plays the visits of the exercise 01-pipeline/the-way-out on Django, and writes down the same."""

import io
import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.core.servers.basehttp import ServerHandler
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from inside_out import server, site

trace: list[str] = []
plans: dict[str, Any] = {}
responses: list[Any] = []


class Environ(dict[str, Any]):
    """Tells when a request is made of it."""

    told = False

    def get(self, key: str, default: Any = None) -> Any:
        if key == "PATH_INFO" and not self.told:
            self.told = True
            trace.append("the request is made")
        return super().get(key, default)


class Stream:
    def __init__(self, plan: Any) -> None:
        self.plan = plan
        self.response: Any = None

    def __iter__(self) -> Iterator[str]:
        for number, chunk in enumerate(self.plan["body"], 1):
            trace.append(f"chunk {number} is made")
            if number == 1 and self.plan["opensLate"]:
                late = {"name": "late", "raises": False}
                self.response._resource_closers.append(closing(late))
            yield chunk
        if self.plan["breaks"]:
            trace.append("the body throws")
            raise RuntimeError("the body broke off")

    def close(self) -> None:
        trace.append("the stream is closed")


def answer(request: HttpRequest, path: str) -> HttpResponseBase:
    """The view of all addresses: with no middleware around it, what `get_response` calls."""
    trace.append(f"getResponse gets {request.method} {request.path}")
    plan = plans[request.path]
    if "raises" in plan:
        trace.append("getResponse throws")
        raise RuntimeError("the error page broke as well")
    kind, body = (
        (HttpResponse, plan["body"])
        if isinstance(plan["body"], str)
        else (StreamingHttpResponse, Stream(plan))
    )
    response = kind(body, status=plan["status"], headers=dict(plan["headers"]))
    responses.append(response)
    if isinstance(body, Stream):
        body.response = response
    for cookie in plan["cookies"]:
        response.set_cookie(cookie["key"], cookie["value"], httponly=cookie["httpOnly"])
    for closer in plan["closers"]:
        response._resource_closers.append(closing(closer))
    trace.append(f"getResponse returns {response.status_code}")
    return response


def closing(closer: Any) -> Any:
    def close() -> None:
        name, raises = closer["name"], closer["raises"]
        trace.append(f"closer {name} runs{', and throws' if raises else ''}")
        if raises:
            raise RuntimeError(f"{name} could not be closed")

    return close


def serve(visit: Any) -> dict[str, Any]:
    """The loop of server.ts, in Python."""
    trace.clear()
    plans[visit["path"]] = visit["response"]
    head: dict[str, Any] = {}
    body: list[str] = []
    escaped: str | None = None

    def start_response(status: str, headers: Any, exc_info: Any = None) -> None:
        trace.append(f"startResponse {status}")
        head.update(status=status, headers=[list(header) for header in headers])

    request = {"method": visit["method"], "path": visit["path"]}
    try:
        result = site.handler()(Environ(server.environ(request)), start_response)
        trace.append("call returns")
        try:
            chunks = iter(result)
            while visit["leavesAfter"] is None or len(body) < visit["leavesAfter"]:
                try:
                    chunk = next(chunks)
                except StopIteration:
                    break
                if visit["method"] != "HEAD":
                    body.append(chunk.decode())
                    trace.append(f"chunk {len(body)} is sent")
        finally:
            for _ in range(2 if visit["closedTwice"] else 1):
                trace.append("the server calls close()")
                result.close()
    except RuntimeError as exception:
        escaped = str(exception)
    return {
        "trace": list(trace),
        "head": head or None,
        "body": body,
        "escaped": escaped,
    }


def play(visits: Any) -> None:
    # A line for each 404 would fill what a command may print.
    logging.disable(logging.CRITICAL)

    def started(sender: Any, environ: Any, **_: Any) -> None:
        trace.append(f"request_started from {sender.__name__}")

    def finished(sender: Any, **_: Any) -> None:
        left = len(responses[-1]._resource_closers)
        more = f", with {left} resourceClosers left" if left else ""
        trace.append(f"request_finished from {sender.__name__}{more}")

    request_started.connect(started)
    request_finished.connect(finished)
    try:
        print("<<<" + json.dumps([serve(visit) for visit in visits]) + ">>>")
    finally:
        request_started.disconnect(started)
        request_finished.disconnect(finished)


def by_runserver(*chunks: str) -> None:
    """Serves a stream that raises after `chunks` as runserver does, and tells what the client received."""

    def lines() -> Iterator[str]:
        yield from chunks
        raise ZeroDivisionError

    def application(environ: Any, start_response: Any) -> Any:
        response = StreamingHttpResponse(lines())
        start_response("200 OK", list(response.items()))
        return response

    received = io.BytesIO()
    environ = server.environ({"method": "GET", "path": "/"})
    handler = ServerHandler(io.BytesIO(), received, io.StringIO(), environ)
    handler.request_handler = SimpleNamespace(
        server=None, log_request=lambda *_: None, close_connection=False
    )
    handler.run(application)
    print(f"<<<{json.dumps(received.getvalue().decode())}>>>")


def never_closed(path: str) -> None:
    """Serves a request as a server that forgets to close would."""
    finished: list[int] = []

    def count(**_: Any) -> None:
        finished.append(1)

    request_finished.connect(count)
    try:
        environ = server.environ({"method": "GET", "path": path})
        result = site.handler()(environ, lambda *_: None)
        b"".join(result)
        before = len(finished)
        result.close()
        print(f"<<<{json.dumps([before, len(finished)])}>>>")
    finally:
        request_finished.disconnect(count)
