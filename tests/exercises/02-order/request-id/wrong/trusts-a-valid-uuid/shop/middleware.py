import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = self.sent_id(request) or uuid.uuid4().hex
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response

    def sent_id(self, request: HttpRequest) -> str | None:
        sent = request.headers.get("X-Request-ID", "")
        try:
            uuid.UUID(sent)
        except ValueError:
            return None
        return sent
