import itertools
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


PROCESS = uuid.uuid4().hex
numbers = itertools.count(1)


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = f"{PROCESS}-{next(numbers)}"
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response
