"""Layers and views that tell what happens, a line each: `TOLD signal`."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    SuspiciousOperation,
)
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

GetResponse = Callable[[HttpRequest], HttpResponse]
exceptions: dict[str, type[BaseException]] = {
    "BadRequest": BadRequest,
    "DisallowedHost": DisallowedHost,
    "Http404": Http404,
    "MultiPartParserError": MultiPartParserError,
    "PermissionDenied": PermissionDenied,
    "RuntimeError": RuntimeError,
    "SuspiciousOperation": SuspiciousOperation,
    "SystemExit": SystemExit,
}


def tell(line: str) -> None:
    print(f"TOLD {line}")


class Notes(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        below = " with a traceback" if record.exc_info else ""
        if record.exc_info and "broke" in str(record.exc_info[1]):
            below = " with the page's traceback"
        tell(f"log {record.name} {record.levelname} {record.getMessage()}{below}")


logging.getLogger().addHandler(Notes())


def alarm(**kwargs: object) -> None:
    tell("signal")


got_request_exception.connect(alarm)


def processor(request: HttpRequest) -> dict[str, str]:
    tell("context processor")
    return {}


def raises(request: HttpRequest, name: str) -> HttpResponse:
    raise exceptions[name]("told")


def busy(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=503)


@require_POST
def posts_only(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def none(request: HttpRequest) -> None:
    return None


def stream(request: HttpRequest) -> StreamingHttpResponse:
    def chunks() -> Iterator[str]:
        yield "one"
        raise RuntimeError("torn")

    return StreamingHttpResponse(chunks())


def template(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, "no-such-template.html")


def broken(request: HttpRequest, exception: Exception) -> HttpResponse:
    raise RuntimeError("the page broke")


class Layer:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Watch(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        tell(f"out {response.status_code}")
        return response


class Soothes(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.get_response(request)
        return HttpResponse("All is well.")


class Replaces(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.get_response(request)
        return HttpResponse("Sorry.", status=500)


class Asked(Layer):
    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        tell("asked")


class Sorry(Layer):
    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse:
        return HttpResponse("Sorry.", status=500)


class RaisesInProcessView(Layer):
    def process_view(self, request: HttpRequest, *args: Any) -> None:
        raise RuntimeError("in process_view")


class RaisesInProcessTemplateResponse(Layer):
    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        raise RuntimeError("in process_template_response")
