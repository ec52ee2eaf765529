"""
A scene of the exercise 02-order/exceptions-to-responses on real Django: its layers, its view and its error pages.

`shop/scene.json` is the scene. What happens is printed, line by line, in the words of the exercise's scenario.
"""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    SuspiciousOperation,
)
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404

GetResponse = Callable[[HttpRequest], HttpResponse]
scene = json.loads((Path(__file__).parent / "scene.json").read_text())
exceptions: dict[str, type[BaseException]] = {
    "BadRequest": BadRequest,
    "DisallowedHost": DisallowedHost,
    "Error": RuntimeError,
    "Http404": Http404,
    "PermissionDenied": PermissionDenied,
    "Resolver404": Resolver404,
    "SuspiciousOperation": SuspiciousOperation,
    "SystemExit": SystemExit,
}
# Everything that was raised here, and by whom.
raised: list[tuple[BaseException, str]] = []


def tell(line: str) -> None:
    print(f"STORY {line}")


def by_whom(exception: object) -> str:
    return next((words for each, words in raised if each is exception), str(exception))


class Notes(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        below = f", with {by_whom(record.exc_info[1])}" if record.exc_info else ""
        tell(f'log {record.name} {record.levelname} "{record.getMessage()}"{below}')


logging.getLogger().addHandler(Notes())


def alarm(sender: object, request: HttpRequest, **kwargs: object) -> None:
    tell("signal")


got_request_exception.connect(alarm)


def act(who: str, does: dict[str, Any], says: str = "") -> HttpResponse:
    if does["does"] == "answer":
        tell(f"{who} answers {does['status']}")
        return HttpResponse(f"{who}: {says}", status=does["status"])
    tell(f"{who} raises {does['exception']}")
    exception = exceptions[does["exception"]](scene["message"])
    raised.append((exception, f"{does['exception']} raised by {who}"))
    raise exception


def view(request: HttpRequest, path: str) -> HttpResponse:
    return act("view", scene["view"], request.path)


def layer(does: dict[str, Any]) -> Callable[[GetResponse], GetResponse]:
    def factory(get_response: GetResponse) -> GetResponse:
        def middleware(request: HttpRequest) -> HttpResponse:
            tell(f"{does['name']} in")
            if "before" in does:
                return act(does["name"], does["before"])
            response = get_response(request)
            tell(f"{does['name']} out {response.status_code}")
            return act(does["name"], does["after"]) if "after" in does else response

        return middleware

    return factory


globals().update({each["name"]: layer(each) for each in scene["layers"]})


def page(status: int) -> Callable[..., HttpResponse]:
    def callback(request: HttpRequest, exception: object = None) -> HttpResponse:
        about = "" if status == 500 else f" about {by_whom(exception)}"
        return act(f"page {status}", scene["pages"][str(status)], request.path + about)

    return callback


page_400, page_403, page_404, page_500 = map(page, (400, 403, 404, 500))
