import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex
        response = self.get_response(request)
        if response.status_code < 400:
            response.headers["X-Request-ID"] = request.request_id
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse:
        response = HttpResponse("Something broke", status=500)
        response.headers["X-Request-ID"] = request.request_id
        return response
