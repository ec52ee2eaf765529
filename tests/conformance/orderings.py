"""Plays a few requests through stacks in several orders, and prints what came of each as JSON."""

from __future__ import annotations

import io
import json
import struct
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.checks import check_middleware
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.middleware import gzip
from django.test import override_settings
from django.urls import path
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]

MIDDLEWARE = {
    "Session": "django.contrib.sessions.middleware.SessionMiddleware",
    "Update": "django.middleware.cache.UpdateCacheMiddleware",
    "Fetch": "django.middleware.cache.FetchFromCacheMiddleware",
    "GZip": "django.middleware.gzip.GZipMiddleware",
    "Locale": "django.middleware.locale.LocaleMiddleware",
    "ConditionalGet": "django.middleware.http.ConditionalGetMiddleware",
    "Auth": "django.contrib.auth.middleware.AuthenticationMiddleware",
    "LoginRequired": "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "XView": "django.contrib.admindocs.middleware.XViewMiddleware",
    "BrokenLinks": "django.middleware.common.BrokenLinkEmailsMiddleware",
    "Anew": "orderings_layers.anew",
    "RaisesIn": "orderings_layers.raises_in",
    "RaisesOut": "orderings_layers.raises_out",
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


def short(request: HttpRequest) -> HttpResponse:
    counts["views"] += 1
    return HttpResponse("A short page.")


def anew(get_response: GetResponse) -> GetResponse:
    def layer(request: HttpRequest) -> HttpResponse:
        get_response(request)
        return HttpResponse("The same page for all.")

    return layer


def raises_in(get_response: GetResponse) -> GetResponse:
    def layer(request: HttpRequest) -> HttpResponse:
        raise PermissionDenied

    return layer


def raises_out(get_response: GetResponse) -> GetResponse:
    def layer(request: HttpRequest) -> HttpResponse:
        get_response(request)
        raise PermissionDenied

    return layer


layers = types.ModuleType("orderings_layers")
layers.anew, layers.raises_in, layers.raises_out = anew, raises_in, raises_out
sys.modules[layers.__name__] = layers

urls = types.ModuleType("orderings_urls")
urls.urlpatterns = [
    path("who/", who),
    path("call-me/<name>/", call_me),
    path("page/", page),
    path("lang/", lang),
    path("short/", short),
]
sys.modules[urls.__name__] = urls

# LocaleMiddleware makes a redirect of a 404 only where URLs begin with a language.
i18n_urls = types.ModuleType("orderings_i18n_urls")
i18n_urls.urlpatterns = i18n_patterns(path("short/", short))
sys.modules[i18n_urls.__name__] = i18n_urls


class Site:
    """A handler with a stack of its own."""

    def __init__(self, *layers: str, **settings: Any) -> None:
        cache.clear()
        translation.deactivate()
        # Without templates an error page is one of Django's own.
        base = {"ROOT_URLCONF": urls.__name__, "TEMPLATES": [], "LOGIN_URL": "/log-in/"}
        self._settings = {**base, **settings}
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
        with override_settings(**self._settings):
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
    elif what in ("etag", "short-etag"):
        page_path = "/page/" if what == "etag" else "/short/"
        first = site.get(page_path, accept_encoding="gzip")
        yield first
        yield site.get(
            page_path,
            accept_encoding="gzip",
            if_none_match=first[1].get("ETag", "none"),
        )
    elif what in ("csrf-session", "user"):
        yield site.get("/short/")
    elif what == "link":
        yield site.get("/short/", referer="http://elsewhere.example/")


SETTINGS: dict[str, dict[str, Any]] = {
    "csrf-session": {"CSRF_USE_SESSIONS": True},
    "link": {
        "ROOT_URLCONF": i18n_urls.__name__,
        "MANAGERS": [("Ada", "ada@example.com")],
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    },
}

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
    "short-etag: ConditionalGet GZip",
    "etag: Anew ConditionalGet",
    "etag: ConditionalGet Anew",
    "csrf-session: RaisesIn Session",
    "csrf-session: RaisesOut Session",
    "csrf-session: Session RaisesIn",
    "user: Session XView",
    "user: XView Session Auth",
    "user: Session LoginRequired",
    "user: Session LoginRequired Auth",
    "user: Session Auth LoginRequired",
    "link: BrokenLinks Locale",
    "link: Locale BrokenLinks",
):
    what, _, order = run.partition(": ")
    names = order.split()
    site = Site(*names, **SETTINGS.get(what, {}))
    counts.update(views=0, compressions=0)
    mail.outbox = []
    seen = []
    escaped = None
    try:
        for status, headers, body in visits(site, what):
            seen.append(
                {
                    "status": status,
                    "body": "" if headers.get("Content-Encoding") else body.decode(),
                    "vary": headers.get("Vary"),
                    "etag": "ETag" in headers,
                }
            )
    except Exception as exception:
        escaped = type(exception).__name__
    with override_settings(MIDDLEWARE=[MIDDLEWARE[name] for name in names]):
        checks = [message.id for message in check_middleware(None)]
    runs[run] = {
        "seen": seen,
        **counts,
        "escaped": escaped,
        "mails": len(mail.outbox),
        "checks": checks,
    }

print(json.dumps(runs))
