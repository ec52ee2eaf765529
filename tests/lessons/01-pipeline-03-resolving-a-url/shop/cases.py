"""Layers and URLconfs that ask Django what the lesson says in words."""

import sys
import types
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, register_converter, reverse

from shop.layers import Layer


class Addresses(Layer):
    """Chooses the harbour, and says what `reverse` makes of a name on the way in and on the way out."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "shop.cases_urls"
        way_in = reverse("welcome")
        response = self.get_response(request)
        response["X-Host"] = request.get_host()
        response["X-Way-In"] = way_in
        response["X-Way-Out"] = reverse("welcome")
        return response


class Refuses(Layer):
    """Chooses the harbour, and raises on its way in."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "shop.cases_urls"
        raise Http404


class Hooks(Layer):
    """Counts which hooks of a layer are called."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.called = []
        response = self.get_response(request)
        response["X-Hooks"] = ", ".join(request.called)
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        request.called.append("process_view")

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.called.append("process_exception")


class WrongTypeConverter:
    regex = "[a-z]+"

    def to_python(self, value: str) -> str:
        raise {"missing": Http404, "denied": PermissionDenied}.get(value, TypeError)

    def to_url(self, value: str) -> str:
        return value


converted: list[str] = []


class CountedConverter:
    regex = "[a-z]+"

    def to_python(self, value: str) -> str:
        converted.append(value)
        if value == "refused":
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        return value


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse(reverse("welcome"))


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("Nothing at the harbour.", status=404)


def how_often(request: HttpRequest, word: str) -> HttpResponse:
    return HttpResponse(", ".join(converted))


register_converter(WrongTypeConverter, "wrong")
register_converter(CountedConverter, "counted")

sys.modules["shop.cases_urls"] = types.SimpleNamespace(
    handler404=nothing_here,
    urlpatterns=[
        # The error pages link to it.
        path("sea/", include("shop.urls")),
        path("ashore/", welcome, name="welcome"),
        path("broken/<wrong:word>/", welcome),
        path("counted/<counted:word>/", how_often),
        path("counted/<slug:word>/", how_often),
    ],
)
