import itertools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.numbers = itertools.count(1)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = f"request-{next(self.numbers):08d}"
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response
