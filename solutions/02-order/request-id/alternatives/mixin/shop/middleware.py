from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.deprecation import MiddlewareMixin


class RequestIDMiddleware(MiddlewareMixin):
    """Gives each request an id, on the page and as the response's X-Request-ID."""

    def process_request(self, request: HttpRequest) -> None:
        request.request_id = get_random_string(20)

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response.headers["X-Request-ID"] = request.request_id
        return response
