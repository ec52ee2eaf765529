import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        request.request_id = request_id
        if self.get_response(request).status_code >= 500:
            print("Something broke:", request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response
