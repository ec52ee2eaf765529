"""Plays a few requests through stacks in several orders, and prints what came of each as JSON."""

from __future__ import annotations

import io
import json
import struct
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.middleware import gzip
from django.test import override_settings
from django.urls import path
from django.utils import translation

MIDDLEWARE = {
    "Session": "django.contrib.sessions.middleware.SessionMiddleware",
    "Update": "django.middleware.cache.UpdateCacheMiddleware",
    "Fetch": "django.middleware.cache.FetchFromCacheMiddleware",
    "GZip": "django.middleware.gzip.GZipMiddleware",
    "Locale": "django.middleware.locale.LocaleMiddleware",
    "ConditionalGet": "django.middleware.http.ConditionalGetMiddleware",
}

# Django's own translations aren't in the interpreter. A language counts as soon as there is a catalog for it.
catalog = Path("locale/fr/LC_MESSAGES/django.mo")
catalog.parent.mkdir(parents=True)
catalog.write_bytes(struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28))

counts = {"views": 0, "compressions": 0}
compress = gzip.compress_string


def counted_compress(*args: Any, **kwargs: Any) -> bytes:
    counts["compressions"] += 1
    return compress(*args, **kwargs)


gzip.compress_string = counted_compress


def who(request: HttpRequest) -> HttpResponse:
    counts["views"] += 1
    return HttpResponse(request.session.get("who", "nobody"))


def call_me(request: HttpRequest, name: str) -> HttpResponse:
    request.session["who"] = name
    return HttpResponse()


def page(request: HttpRequest) -> HttpResponse:
    counts["views"] += 1
    return HttpResponse("All the books, and then some. " * 40)


def lang(request: HttpRequest) -> HttpResponse:
    counts["views"] += 1
    return HttpResponse(translation.get_language())


urls = types.ModuleType("orderings_urls")
urls.urlpatterns = [
    path("who/", who),
    path("call-me/<name>/", call_me),
    path("page/", page),
    path("lang/", lang),
]
sys.modules[urls.__name__] = urls


class Site:
    """A handler with a stack of its own."""

    def __init__(self, *layers: str) -> None:
        cache.clear()
        translation.deactivate()
        with override_settings(MIDDLEWARE=[MIDDLEWARE[layer] for layer in layers]):
            self._handler = WSGIHandler()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        sent: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            sent.update(status=int(status[:3]), headers=dict(headers))

        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        with override_settings(ROOT_URLCONF=urls.__name__):
            response: Any = self._handler(environ, start_response)
            body = b"".join(response)
            response.close()
        return sent["status"], sent["headers"], body


def session_of(name: str) -> str:
    _, headers, _ = Site("Session").get(f"/call-me/{name}/")
    return headers["Set-Cookie"].partition(";")[0]


def visits(site: Site, what: str) -> Iterator[tuple[int, dict[str, str], bytes]]:
    if what == "who":
        for name in ("alice", "bob"):
            yield site.get("/who/", cookie=cookies[name])
    elif what == "lang":
        for language in ("fr", "en"):
            yield site.get("/lang/", accept_language=language)
    elif what == "page":
        for _ in range(3):
            yield site.get("/page/", accept_encoding="gzip")
    elif what == "etag":
        first = site.get("/page/", accept_encoding="gzip")
        yield first
        yield site.get("/page/", accept_encoding="gzip", if_none_match=first[1]["ETag"])


cookies = {name: session_of(name) for name in ("alice", "bob")}
runs: dict[str, Any] = {}

for run in (
    "who: Session Update Fetch",
    "who: Update Session Fetch",
    "who: Fetch Session Update",
    "who: Update Fetch Session",
    "page: GZip Update Fetch",
    "page: Update GZip Fetch",
    "page: Update Fetch GZip",
    "lang: Update Fetch Locale",
    "lang: Update Locale Fetch",
    "lang: Locale Update Fetch",
    "lang: Locale Session",
    "lang: Session Locale",
    "etag: ConditionalGet GZip",
    "etag: GZip ConditionalGet",
):
    what, _, layers = run.partition(": ")
    site = Site(*layers.split())
    counts.update(views=0, compressions=0)
    seen = [
        {
            "status": status,
            "body": "" if headers.get("Content-Encoding") else body.decode(),
            "vary": headers.get("Vary"),
        }
        for status, headers, body in visits(site, what)
    ]
    runs[run] = {"seen": seen, **counts}

print(json.dumps(runs))
