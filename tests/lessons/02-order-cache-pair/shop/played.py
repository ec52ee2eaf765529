"""
A scene of the exercise 02-order/cache-pair on real Django: its layers and its view, around the real pair.

`shop/scene.json` is the scene. A request says in X-Later how many seconds after the one before it comes, and in
Remote-Addr from where.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.cache.backends import base, locmem
from django.core.signals import request_started
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
scene = json.loads((Path(__file__).parent / "scene.json").read_text())
made = 0


class Clock:
    """In the place of the module `time`."""

    now = 1_000_000

    @classmethod
    def time(cls) -> int:
        return cls.now


setattr(base, "time", Clock)
setattr(locmem, "time", Clock)


def begin(sender: object, environ: dict[str, Any], **kwargs: object) -> None:
    Clock.now += int(environ.pop("HTTP_X_LATER"))
    environ["REMOTE_ADDR"] = environ.pop("HTTP_REMOTE_ADDR", "198.51.100.77")


request_started.connect(begin)


def view(request: HttpRequest, path: str) -> HttpResponse:
    global made
    made += 1
    whose = "everybody"
    if scene["view"]["personal"]:
        request.asked_for_user = True
        whose = getattr(request, "visitor", "nobody")
    response = HttpResponse(f"Page {made}, for {whose}", status=scene["view"]["status"])
    for name, value in scene["view"]["headers"].items():
        if name == "Set-Cookie":
            response.set_cookie(*value.split("="))
        else:
            response.headers[name] = value
    return response


def session(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        if user := re.search(r"user=(\w+)", request.META.get("HTTP_COOKIE", "")):
            request.visitor = user[1]
        response = get_response(request)
        if getattr(request, "asked_for_user", False):
            patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


def block(get_response: GetResponse) -> GetResponse:
    blocked = next(layer for layer in scene["layers"] if layer["does"] == "block")

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META["REMOTE_ADDR"] == blocked["address"]:
            return HttpResponse(
                f"{blocked['name']} answered", status=blocked["status"]
            )
        return get_response(request)

    return middleware


def stamp(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["X-Stamp"] = "Stamp"
        return response

    return middleware


def plain(get_response: GetResponse) -> GetResponse:
    return lambda request: get_response(request)
