import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIDMiddleware:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID")
        request_id = uuid.uuid5(uuid.NAMESPACE_URL, sent) if sent else uuid.uuid4()
        request.request_id = request_id.hex
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response
