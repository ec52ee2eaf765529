import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.request_id = uuid.uuid4().hex
        request.request_id = self.request_id
        response = self.get_response(request)
        response.headers["X-Request-ID"] = self.request_id
        return response
