"""A request as plain data, and what both protocols make of it."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Literal, NotRequired, TypedDict

CLIENT = "203.0.113.7"


class Request(TypedDict):
    """`HttpRequest` of src/django/exchange.ts."""

    method: str
    path: str
    headers: NotRequired[dict[str, str]]
    cookies: NotRequired[dict[str, str]]
    body: NotRequired[str]
    server: NotRequired[Literal["wsgi", "asgi"]]


def path_and_query(request: Request) -> tuple[str, str]:
    """Both still percent-encoded."""
    path, _, query = request["path"].partition("?")
    return path, query


def headers_of(request: Request) -> dict[str, str]:
    """The headers that a client would send, names in lower case, with the cookies and the body's length."""
    headers = {
        name.lower(): value for name, value in request.get("headers", {}).items()
    }
    headers.setdefault("host", "bookshop.example")
    cookies = request.get("cookies", {})
    if cookies:
        jar = SimpleCookie(cookies)
        headers["cookie"] = "; ".join(
            f"{name}={morsel.coded_value}" for name, morsel in jar.items()
        )
    body = body_of(request)
    if body:
        headers.setdefault("content-length", str(len(body)))
    return headers


def body_of(request: Request) -> bytes:
    """The body, in UTF-8."""
    return request.get("body", "").encode()


def host_and_port(headers: dict[str, str]) -> tuple[str, str]:
    """Where the client believes to be connected to."""
    host, _, port = headers["host"].partition(":")
    return host, port or "80"
