"""The server's side of WSGI (PEP 3333)."""

from __future__ import annotations

import io
import sys
from typing import Any
from urllib.parse import unquote_to_bytes

from inside_out.server.received import Received
from inside_out.server.request import (
    CLIENT,
    Request,
    body_of,
    headers_of,
    host_and_port,
    path_and_query,
)
from inside_out.tracer.recorder import current, raised


def serve_wsgi(application: Any, request: Request, received: Received) -> None:
    """Calls the application, consumes the body and closes the response. Raises what leaves the handler or the body."""
    recorder = current()

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> None:
        code, _, received.reason = status.partition(" ")
        received.status, received.headers = int(code), headers
        if recorder:
            recorder.note("response-started", status=received.status)

    result: Any = application(environ(request), start_response)
    try:
        received.body = b"".join(result)
        if recorder:
            recorder.note(
                "body-sent",
                bytes=len(received.body),
                streaming=bool(getattr(result, "streaming", False)),
            )
    except BaseException as exception:
        if recorder:
            recorder.note("body-raised", **raised(exception))
        raise
    finally:
        # A server always calls close(): request_finished is sent from there.
        result.close()


def environ(request: Request) -> dict[str, Any]:
    """The environ that a server would make of `request`."""
    path, query = path_and_query(request)
    headers = headers_of(request)
    host, port = host_and_port(headers)
    variables: dict[str, Any] = {
        "REQUEST_METHOD": request["method"],
        "SCRIPT_NAME": "",
        # WSGI strings are bytes in Latin-1 clothing.
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": CLIENT,
        "CONTENT_TYPE": headers.pop("content-type", ""),
        "CONTENT_LENGTH": headers.pop("content-length", ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body_of(request)),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        variables["HTTP_" + name.upper().replace("-", "_")] = value
    return variables
