"""The middleware that the lesson's traces were recorded with."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class Layer:
    """Lets everything pass."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Outer(Layer):
    pass


class Inner(Layer):
    pass


class Closed(Layer):
    """Answers by itself: the shop is closed for stocktaking."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("Back on Monday.", status=503)


class Route(Layer):
    """Says when the request knows its route: on the way in, in process_view, and on the way out."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        way_in = route_of(request)
        response = self.get_response(request)
        response["X-Way-In"] = way_in
        response["X-Process-View"] = getattr(request, "seen", "never called")
        response["X-Way-Out"] = route_of(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        request.seen = route_of(request)


def route_of(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "None"


class Harbour(Layer):
    """Chooses the URLconf on its way in."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "shop.harbour_urls"
        return self.get_response(request)


class LateHarbour(Layer):
    """Chooses it when the core has resolved."""

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        request.urlconf = "shop.harbour_urls"
