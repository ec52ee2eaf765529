"""A web server of one request: what Gunicorn does with an application, without the socket."""

from __future__ import annotations

import base64
from typing import Any

from inside_out import faults
from inside_out.server.asgi import serve_asgi
from inside_out.server.received import Received
from inside_out.server.request import Request
from inside_out.server.wsgi import environ, serve_wsgi
from inside_out.tracer.recorder import raised, recording

__all__ = ["environ", "serve"]


def serve(application: Any, request: Request) -> dict[str, Any]:
    """Sends `request` through `application`, a handler of the protocol that the request names.

    Returns `response`, `escaped` and `trace` of `Exchange` in src/django/exchange.ts, the body in base64.
    """
    serve_one = serve_asgi if request.get("server") == "asgi" else serve_wsgi
    received = Received()
    escaped: faults.PythonError | None = None
    with recording() as recorder:
        try:
            serve_one(application, request, received)
        except BaseException as exception:
            recorder.note("exception-escaped", **raised(exception))
            escaped = faults.describe(exception)
    # Django answers HEAD with the whole body; leaving it out is the server's part (RFC 9110, 9.3.2).
    body = b"" if request["method"] == "HEAD" else received.body
    response = {
        "status": received.status,
        "reason": received.reason,
        "headers": received.headers,
        "body": base64.b64encode(body).decode(),
    }
    return {
        "response": response if escaped is None else None,
        "escaped": escaped,
        "trace": recorder.events,
    }
