"""A web server of one request: what Gunicorn does with a WSGI application, without the socket."""

from __future__ import annotations

import base64
import io
import sys
from http.cookies import SimpleCookie
from typing import Any, NotRequired, TypedDict
from urllib.parse import unquote_to_bytes

from django.core.handlers.wsgi import WSGIHandler

from inside_out import faults, tracer


class Request(TypedDict):
    """`HttpRequest` of src/django/exchange.ts."""

    method: str
    path: str
    headers: NotRequired[dict[str, str]]
    cookies: NotRequired[dict[str, str]]
    body: NotRequired[str]


def serve(application: WSGIHandler, request: Request) -> dict[str, Any]:
    """Sends `request` through `application`; returns `Exchange` less its request and output, the body in base64."""
    sent: dict[str, Any] = {}
    escaped: faults.PythonError | None = None

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> None:
        code, _, reason = status.partition(" ")
        sent.update(status=int(code), reason=reason, headers=headers)

    tracer.take_events()
    with tracer.watch_queries():
        try:
            result: Any = application(environ(request), start_response)
            try:
                body = b"".join(result)
            finally:
                # A server always calls close(): request_finished is sent from there (PEP 3333).
                result.close()
            # Django answers HEAD with the whole body; leaving it out is the server's part (RFC 9110, 9.3.2).
            kept = b"" if request["method"] == "HEAD" else body
            sent["body"] = base64.b64encode(kept).decode()
        except BaseException as exception:
            escaped = faults.describe(exception)
    return {
        "response": sent if escaped is None else None,
        "escaped": escaped,
        "trace": tracer.take_events(),
    }


def environ(request: Request) -> dict[str, Any]:
    """The WSGI environ that a server would make of `request` (PEP 3333)."""
    path, _, query = request["path"].partition("?")
    body = request.get("body", "").encode()
    headers = {
        name.lower(): value for name, value in request.get("headers", {}).items()
    }
    headers.setdefault("host", "bookshop.example")
    cookies = request.get("cookies", {})
    if cookies:
        jar = SimpleCookie()
        for name, value in cookies.items():
            jar[name] = value
        headers["cookie"] = "; ".join(
            f"{name}={morsel.coded_value}" for name, morsel in jar.items()
        )
    host, _, port = headers["host"].partition(":")
    variables: dict[str, Any] = {
        "REQUEST_METHOD": request["method"],
        "SCRIPT_NAME": "",
        # WSGI strings are bytes in Latin-1 clothing.
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.7",
        "CONTENT_TYPE": headers.pop("content-type", ""),
        "CONTENT_LENGTH": headers.pop("content-length", str(len(body)) if body else ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        variables["HTTP_" + name.upper().replace("-", "_")] = value
    return variables
