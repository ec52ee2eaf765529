import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: GetResponse) -> GetResponse:
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_urlsafe(16)
        response = get_response(request)
        response["X-Request-ID"] = request.request_id
        return response

    return middleware
