from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from shop import story

GetResponse = Callable[[HttpRequest], HttpResponse]


class Layer:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class Outer(Layer):
    pass


class Inner(Layer):
    pass


class BlockList(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META["REMOTE_ADDR"] in story.blocked:
            return HttpResponse("Not for you.", status=403)
        return self.get_response(request)


class Closed(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("Back on Monday.", status=503)


class OldClosed(MiddlewareMixin):
    def process_request(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("Back on Monday.", status=503)

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response["X-Stamp"] = "bookshop"
        return response


class Hides(Layer):
    """Doesn't admit that there is anything."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("Nothing here.", status=404)


class ClosedView(Layer):
    """Knows which view it keeps from running."""

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse:
        return HttpResponse(f"{view.__name__} is closed.", status=503)


class Preview(Layer):
    """Answers in the place of the view."""

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse:
        return HttpResponse("Saved, as a preview.")


class CountsViews(Layer):
    counted = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Counted"] = str(self.counted)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        self.counted += 1


class CountsRequests(Layer):
    counted = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.counted += 1
        response = self.get_response(request)
        response["X-Counted"] = str(self.counted)
        return response


class LimitByUser(Layer):
    """Everybody has been here too often."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"Slow down, {request.user.pk}.", status=429)


class LimitByAddress(Layer):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"Slow down, {request.META['REMOTE_ADDR']}.", status=429)
