"""The server's side of ASGI 3 (the HTTP part of its specification)."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from inside_out import threadless
from inside_out.server.received import Received
from inside_out.server.request import (
    CLIENT,
    Request,
    body_of,
    headers_of,
    host_and_port,
    path_and_query,
)
from inside_out.tracer.recorder import current


def serve_asgi(application: Any, request: Request, received: Received) -> None:
    """Runs the application on an event loop of its own until it is done. Raises what leaves the handler."""
    run = asyncio.run if threadless.can_start_threads() else threadless.run
    run(_serve(application, request, received))


async def _serve(application: Any, request: Request, received: Received) -> None:
    recorder = current()
    waiting = [{"type": "http.request", "body": body_of(request)}]
    complete = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop()
        # The client stays until it has everything: Django cancels a view whose client has gone.
        await complete.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            _start(received, message)
            if recorder:
                recorder.note("response-started", status=received.status)
            return
        received.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        if recorder:
            size = len(received.body)
            recorder.note("body-sent", bytes=size, streaming=recorder.streaming)
        complete.set()

    await application(scope(request), receive, send)


def _start(received: Received, message: dict[str, Any]) -> None:
    received.status = message["status"]
    # ASGI leaves the reason phrase to the server.
    known = received.status in HTTPStatus.__members__.values()
    received.reason = HTTPStatus(received.status).phrase if known else ""
    received.headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in message["headers"]
    ]


def scope(request: Request) -> dict[str, Any]:
    """The connection scope that a server would make of `request`."""
    path, query = path_and_query(request)
    headers = headers_of(request)
    host, port = host_and_port(headers)
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request["method"],
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (name.encode("latin-1"), value.encode("latin-1"))
            for name, value in headers.items()
        ],
        "client": (CLIENT, 0),
        "server": (host, int(port)),
    }
